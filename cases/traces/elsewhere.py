"""What was replaced in one language is asked about in the others: nobody rewrites a translation but who knows its words.

A name reads the same in every language and is looked for. A place or a day is often written otherwise, and is in no list
of ours: so what was let stand in the same spot, of the same kind, is asked about again. Until that is decided, the other
version is not published.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.models import Trace, TraceSearch
from cases.traces.passages import Passage, in_address, passages_of, words
from cases.traces.queries import draft_of
from cases.traces.standing import Decision

if TYPE_CHECKING:
    from cases.models import CasePage


@dataclass(frozen=True)
class TakenOut:
    """Words that were replaced: of which kind, in which texts, and to which other languages that was an answer."""

    quote: str
    label: str
    blocks: frozenset[str]
    answers: frozenset[str]

    @classmethod
    def of(cls, case: "CasePage", quote: str) -> "TakenOut":
        """Of words that still stand there. One query."""
        rows = list(Trace.objects.filter(case_id=case.pk, quote=quote).order_by("pk"))
        return cls(
            quote,
            rows[0].label if rows else "",
            frozenset(row.block for row in rows),
            frozenset(row.taken_out_in for row in rows if row.taken_out_in),
        )


def standing_in(quote: str, found: Iterable[Passage]) -> list[Passage]:
    """The texts in which these words stand, as whole words; the address has them its own way."""
    return [
        passage
        for passage in found
        if words(in_address(quote) if passage.block == "slug" else quote).search(passage.text)
    ]


def ask_elsewhere(case: "CasePage", taken: TakenOut) -> "list[CasePage]":
    """Lay what was taken out here before who decides about the other language versions; those that have to decide."""
    others = type(case).objects.filter(translation_key=case.translation_key).exclude(pk=case.pk)
    return [
        other
        for other in others.select_related("locale").order_by("pk")
        if other.locale.language_code not in taken.answers and _ask(other, taken, case.locale.language_code)
    ]


def _ask(other: "CasePage", taken: TakenOut, language: str) -> bool:
    TraceSearch.objects.select_for_update().filter(case_id=other.pk).first()
    undecided = {
        "decision": "",
        "reason": "",
        "decided_by": None,
        "decided_at": None,
        "taken_out_in": language,
    }
    found = standing_in(taken.quote, passages_of(draft_of(other)))
    for passage in found:
        Trace.objects.update_or_create(
            case_id=other.pk,
            block=passage.block,
            quote=taken.quote,
            defaults={**undecided, "label": taken.label, "digest": passage.digest},
        )
    quotes = {taken.quote} if found else _let_stand(other, taken)
    # One decision holds for the words wherever they stand.
    Trace.objects.filter(case_id=other.pk, quote__in=quotes).update(**undecided)
    return bool(quotes)


def _let_stand(other: "CasePage", taken: TakenOut) -> Collection[str]:
    """What stays in the same texts, of the same kind. Blocks have one id in every language."""
    rows = Trace.objects.filter(case_id=other.pk, block__in=taken.blocks, label=taken.label, decision=Decision.STAYS)
    return set(rows.values_list("quote", flat=True))
