"""What to look at again in a text: what may tell who somebody is, and what the language guide has to say."""

from collections.abc import Mapping

from cases.traces.actions import found_in
from cases.traces.passages import Passage, around, words
from deidentification.asked import Asked
from deidentification.labels import Label
from deidentification.remarks import OURS
from proposals.told import RECORD_TEXTS, Told, Words
from vocabulary.hints import Hint, Place, hints_in


def open_traces(told: Told, language: str) -> list[Asked]:
    """What in the record waits for a decision, in the order of the page: what was found, without what may stay."""
    passages = [Passage(name, told.record[name]) for name in RECORD_TEXTS if told.record.get(name, "").strip()]
    by_name = {passage.block: passage.text for passage in passages}
    asked: dict[str, Asked] = {}
    for (block, quote), (label, _digest) in found_in(passages, language).items():
        if quote in OURS or quote in told.kept or quote in asked:
            continue
        text = by_name[block]
        at = words(quote).search(text)
        start = at.start() if at else max(text.find(quote), 0)
        asked[quote] = Asked(quote, Label(label), *around(text, start, start + len(quote)))
    return list(asked.values())


def language_hints(told: Told, labels: Mapping[str, Words]) -> list[Hint]:
    """What the language guide says about the record; nothing of it holds publishing up. One query."""
    return hints_in(
        Place(str(labels.get(name, name)), line)
        for name in RECORD_TEXTS
        for line in told.record.get(name, "").splitlines()
        if line.strip()
    )
