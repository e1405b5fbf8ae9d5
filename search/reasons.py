"""Why a text was found when it does not hold the word itself: through a compound, a concept, or a corrected slip."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.analysis.analyser import Keys, words_in
from search.concepts import Book
from search.documents import SearchDoc
from search.highlight import MOST_READ
from search.planning import Group, Question
from vocabulary.models import Concept

MOST_REASONS = 3


@dataclass(frozen=True)
class Reason:
    """What led from the question to the text, and a word for the kind of way it was."""

    kind: str | Promise
    name: str


def reasons(
    doc: SearchDoc, question: Question, book: Book, labels: Mapping[str, Concept], slips: Mapping[str, str]
) -> list[Reason]:
    """One for each word of the question that does not stand in the text. Says nothing that the page may not repeat."""
    text = f"{doc.title}\n{doc.summary}\n{doc.body}"[:MOST_READ]
    found = words_in(text, doc.language)
    whole = {word.key for word in found.values()}
    about: set[str] | None = None
    given: dict[str, Reason] = {}
    for group in question.groups:
        if not group.tokens:
            continue
        typed = group.tokens[0].text
        if typed in slips:
            given.setdefault(slips[typed], Reason(_("tikfout"), slips[typed]))
            continue
        if group.words <= whole:
            continue
        compound = _compound(group, found) if len(group.tokens) == 1 else ""
        if compound and book.silence.allows(compound):
            given.setdefault(compound, Reason(_("samenstelling"), compound))
            continue
        if about is None:
            about = {*doc.concepts, *(one for match in book.find(text, doc.language) for one, _w in match.concepts)}
        for concept in group.concepts:
            if concept in about and concept in labels:
                given.setdefault(concept, Reason(_("begrip"), str(labels[concept])))
                break
    return list(given.values())[:MOST_REASONS]


def _compound(group: Group, found: Mapping[str, Keys]) -> str:
    """The first longer word of the text that has the word of the question in it."""
    return next((written for written, word in found.items() if not group.words.isdisjoint(word.pieces)), "")
