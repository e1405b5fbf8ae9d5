"""Words that people lay on the passages of a text: where a group stopped, under which words, and where it went past. Pure.

Per part of the text only those count who marked something in it. Per passage a word comes out (more than half of them,
half of them, fewer), and a number only where both it and the rest are large enough. "Nobody" is never said: it would
tell of each of them what they did not do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflection.guarded.threshold import DIVIDED, Refused, Shown, guarded, leaning, too_few
from reflection.guarded.wordings import ALL

MANY = "meesten"
FEW = "minder"
"""That more than half marked a passage, or less than half; else DIVIDED."""
LEAST_PASSAGES = 2
"""Who marked something in a part with one passage marked that one."""

Marked = Sequence[frozenset[str]]
"""Per passage of one part, the words that one person laid on it."""
Contribution = Mapping[str, Marked]
"""By part, what one person marked. A part that they left alone is not there."""


@dataclass(frozen=True)
class Part:
    """One part of the text as it stands now. `told` finds its passages back later; nothing in it is of a person."""

    id: str
    passages: int
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """The text that people laid words on. `sort` turns somebody's answers, by part of their notes, into what they marked,
    and raises KeyError, TypeError or ValueError where they are something else."""

    parts: tuple[Part, ...]
    sort: Callable[[Mapping[str, Mapping[str, Any]]], Contribution]


@dataclass(frozen=True)
class Overlay:
    """A few words that everybody may lay on the passages of one text. Registered as a `Report` is.

    `most` is how many of them somebody may lay on one passage, and so how many are told of one.
    """

    code: str
    about: str
    thresholds: Mapping[str, int]
    words: tuple[str, ...]
    most: int
    holds: Callable[[str], bool]
    sheet: Callable[[str], Sheet]
    wordings: frozenset[str] = ALL
    """The versions of the text people agreed to that told of this."""

    def threshold_for(self, kind: str) -> int | None:
        """From how many people on this kind of group may see it; None where it may not."""
        return self.thresholds.get(kind)


def sorted_on(overlay: Overlay, sheet: Sheet, values: Mapping[str, Mapping[str, Any]]) -> Contribution | None:
    """What one person marked; None where that is in no part. Who took every mark back leaves that part alone. Raises
    ValueError for what cannot be."""
    marked = sheet.sort(values)
    sizes = {part.id: part.passages for part in sheet.parts}
    for part, passages in marked.items():
        if len(passages) != sizes[part]:
            raise ValueError("not the passages of this part")
        if not all(words <= set(overlay.words) and len(words) <= overlay.most for words in passages):
            raise ValueError("not the words of this overlay")
    return {part: passages for part, passages in marked.items() if any(passages)} or None


def release_overlay(
    overlay: Overlay, sheet: Sheet, threshold: int | None, contributions: Sequence[Contribution]
) -> dict[str, Any] | Refused:
    """Per part of at least how many people, and per passage a word, a number or none, and the words that were laid on it.

    A part that too few marked in is None. Refused as a whole where every part is.
    """
    enough = guarded(len(contributions), None, threshold)
    if isinstance(enough, Refused):
        return enough
    parts = {part.id: _part(overlay, part, threshold, contributions) for part in sheet.parts}
    if not any(parts.values()):
        return Refused(
            _("In geen enkel deel merkten genoeg mensen een zin.") + " " + too_few(threshold)  # type: ignore[arg-type]
        )
    return {"parts": parts}


def _part(
    overlay: Overlay, part: Part, threshold: int | None, contributions: Sequence[Contribution]
) -> dict[str, Any] | None:
    given = [each[part.id] for each in contributions if part.id in each]
    people = guarded(len(given), None, threshold)
    if isinstance(people, Refused) or part.passages < LEAST_PASSAGES:
        return None
    passages = [_passage(overlay, threshold, [marked[number] for marked in given]) for number in range(part.passages)]
    return {"people": people.at_least, "told": dict(part.told), "passages": passages}


def _passage(overlay: Overlay, threshold: int | None, given: Sequence[frozenset[str]]) -> dict[str, Any]:
    word, number = _how_many(sum(map(bool, given)), len(given), threshold)
    laid = {}
    for each in overlay.words:
        leans, at_least = _how_many(sum(each in words for words in given), len(given), threshold)
        if leans == MANY or at_least:
            laid[each] = at_least
    # Telling of more words than one person can lay would say of the others that they laid as many as they could.
    return {"word": word, "at_least": number, "words": dict(list(laid.items())[: overlay.most])}


def _how_many(n: int, whole: int, threshold: int | None) -> tuple[str, int | None]:
    leans = leaning({MANY: n, FEW: whole - n}, threshold)
    number = guarded(n, whole - n, threshold)
    word = leans if isinstance(leans, str) else FEW
    return word, number.at_least if isinstance(number, Shown) else None


__all__ = ["DIVIDED", "FEW", "MANY", "Contribution", "Overlay", "Part", "Sheet", "release_overlay", "sorted_on"]
