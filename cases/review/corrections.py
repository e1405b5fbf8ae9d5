"""What changed in a draft since somebody read it, word by word, and whether that may count as a correction.

A review counts for the words that were read. Whoever mends a typing error would have to ask four people again; so a
second person may confirm that a small change only corrects, with the difference before them. The reviews then stand.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cases.models import CasePage, Correction, Review
from cases.models.correction import Judgement
from cases.review.enums import Seat
from cases.review.validity import READ_BY_ALL, digest_read
from cases.traces.passages import Passage, passages_of
from cases.traces.queries import places_of
from reflection.workbook.differences import GONE, NEW, SAME, LineChange, word_changes

MOST_WORDS = 20
"""More words than this are no correction; nor is a text that came or went as a whole."""
MOST_VERSIONS = 60
"""Of a draft, so many versions back what was read is looked for."""


@dataclass(frozen=True)
class Text:
    """A version of a draft, as it is read."""

    passages: list[Passage]
    places: Mapping[str, str]
    """What each block is called, by the first two parts of its name."""

    @classmethod
    def of(cls, draft: CasePage) -> "Text":
        return cls(passages_of(draft), places_of(draft))

    @cached_property
    def story(self) -> str:
        """The digest of what readers get."""
        return digest_read(self.passages, Seat.EXPERIENCE)

    @cached_property
    def guide(self) -> str:
        """The digest of what who tries the guide gets."""
        return digest_read(self.passages, Seat.GUIDE)

    @cached_property
    def told(self) -> dict[str, str]:
        """What anybody reads before a case appears, by block."""
        return {each.block: each.text for each in self.passages if each.block.partition(".")[0] in READ_BY_ALL}


@dataclass(frozen=True)
class Difference:
    """From what was read to what stands there now."""

    lines: list[LineChange]
    is_whole: bool
    """Whether every text that was there is still there, and none came."""

    @property
    def words(self) -> int:
        """How many words changed: of each stretch, the longer side."""
        return sum(_words_in(line) for line in self.lines)

    @property
    def is_small(self) -> bool:
        """Whether it may count as a correction at all."""
        return self.is_whole and self.words <= MOST_WORDS


def difference(before: Text, after: Text) -> Difference:
    """What changed, in the order of the text as it stands now; what went comes last."""
    blocks = [*after.told, *(block for block in before.told if block not in after.told)]
    lines = [
        LineChange(_place(block, after, before), word_changes(before.told.get(block, ""), after.told.get(block, "")))
        for block in blocks
        if before.told.get(block, "") != after.told.get(block, "")
    ]
    return Difference([line for line in lines if not line.is_same], before.told.keys() == after.told.keys())


def _place(block: str, after: Text, before: Text) -> str:
    name = ".".join(block.split(".")[:2])
    return after.places.get(name) or before.places.get(name, "")


def _words_in(line: LineChange) -> int:
    total, gone, new = 0, 0, 0
    for change in line.changes:
        if change.kind == SAME:
            total, gone, new = total + max(gone, new), 0, 0
        gone += len(change.text.split()) if change.kind == GONE else 0
        new += len(change.text.split()) if change.kind == NEW else 0
    return total + max(gone, new)


@dataclass(frozen=True)
class Change:
    """What some readers read, and how the draft differs from it now."""

    before: Text
    after: Text
    reviews: list[Review]
    mark: Correction | None
    """That it was said to be a correction, where it was."""

    @cached_property
    def difference(self) -> Difference:
        return difference(self.before, self.after)

    @property
    def stamp(self) -> str:
        """Tells whether both texts are still what somebody saw."""
        return f"{self.before.story[:16]}{self.after.story[:16]}{self.before.guide[:16]}{self.after.guide[:16]}"

    @property
    def ends(self) -> dict[str, str]:
        """From where to where, as a correction keeps it."""
        return {
            "story_from": self.before.story,
            "story_to": self.after.story,
            "guide_from": self.before.guide,
            "guide_to": self.after.guide,
        }

    @property
    def is_refused(self) -> bool:
        """Whether a second person said that it has to be read again."""
        return self.mark is not None and self.mark.judgement == Judgement.OTHER


def changes_since(case: CasePage, lapsed: Iterable[Review]) -> list[Change]:
    """For each text that these reviews were about, what changed since. Without reviews no query; else two, and one for
    the versions. A version that is gone tells nothing any more."""
    wanted = [review for review in lapsed if review.digest and review.language == case.locale.language_code]
    if not wanted:
        return []
    after = Text.of(case)
    marks = list(Correction.objects.filter(case_key=case.translation_key, language=case.locale.language_code))
    found: list[Change] = []
    for revision in case.revisions.order_by("-created_at", "-pk")[:MOST_VERSIONS]:
        if not wanted:
            break
        before = Text.of(revision.as_object())
        read = [review for review in wanted if review.digest == digest_for(review.seat, before)]
        if read:
            change = Change(before, after, read, None)
            mark = next((each for each in marks if _ends_of(each) == change.ends), None)
            found.append(replace(change, mark=mark))
            wanted = [review for review in wanted if review not in read]
    return found


def digest_for(seat: str, text: Text) -> str:
    """The digest that a review in this seat keeps of this text."""
    return text.guide if seat == Seat.GUIDE else text.story


def _ends_of(mark: Correction) -> dict[str, str]:
    return {name: getattr(mark, name) for name in ("story_from", "story_to", "guide_from", "guide_to")}


Same = Mapping[str, frozenset[str]]
"""By the digest of a text, those of the texts that only correct it."""


def corrected(case_key: uuid.UUID) -> Same:
    """What was confirmed of the texts of this case, one correction after another. One query."""
    rows = Correction.objects.filter(case_key=case_key, judgement=Judgement.SAME)
    steps: dict[str, set[str]] = {}
    for row in rows:
        for before, after in ((row.story_from, row.story_to), (row.guide_from, row.guide_to)):
            steps.setdefault(before, set()).add(after)
    return {before: frozenset(_reached(before, steps)) for before in steps}


def _reached(before: str, steps: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [before]
    while waiting:
        for after in steps.get(waiting.pop(), set()) - found:
            found.add(after)
            waiting.append(after)
    return found
