"""One reader in one case: what is open, what was passed, what they wrote where."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cases.content_notes import ContentNote, notes_in
from cases.enums import Assignment, Progress
from pages.passages import plain
from reflection.notebook import Note
from reflection.sentences import Sentence, sentences

if TYPE_CHECKING:
    from cases.models import CasePage

PASSED = "verder"
"""The part of a stage under which is kept that the reader went on, and how."""
DO_STEP = "doe-stap"
TAKE_AWAY = "meenemen"

QUOTING = frozenset({Assignment.MARKS, Assignment.LEDGER, Assignment.INQUIRY})
"""What a stage asks about the words of its text, or answers with more of it."""

# What the passing note says, and whether the way there is free: how far the reader is with a stage.
PROGRESS: dict[tuple[str | None, bool], Progress] = {
    (Progress.WRITTEN, True): Progress.WRITTEN,
    (Progress.WRITTEN, False): Progress.WRITTEN,
    (Progress.WITHOUT_WRITING, True): Progress.WITHOUT_WRITING,
    (Progress.WITHOUT_WRITING, False): Progress.WITHOUT_WRITING,
    (None, True): Progress.OPEN,
    (None, False): Progress.CLOSED,
}


def about_case(key: uuid.UUID | str) -> str:
    """How notes name a case: by its translation key, the same in every language."""
    return f"casus:{key}"


def part_of(stage_id: str, what: str) -> str:
    """The name of a note: the block's own id, so that moving or correcting a stage loses nothing."""
    return f"fase.{stage_id}.{what}"


@dataclass(frozen=True)
class Statement:
    """A sentence that somebody could write down, and what it turns out to be. Only the sentence is for now."""

    id: str
    text: str
    turned_out: str
    later: str


@dataclass(frozen=True)
class Inquiry:
    """A question that can be asked. Its answer is for who asks it."""

    id: str
    whom: str
    question: str
    answer: str


@dataclass(frozen=True)
class Stage:
    """A stage as this reader meets it."""

    number: int
    id: str
    title: str
    text: str
    pause: int
    assignments: tuple[Assignment, ...]
    progress: Progress
    notes: Mapping[str, Note]
    language: str = "nl"
    statements: tuple[Statement, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    content: tuple[ContentNote, ...] = ()
    """What it holds that a reader may not want to meet unprepared."""
    gist: str = ""
    """The same stage without the details."""
    is_folded: bool = False
    """Whether this is the short version, so that the whole text stays on the server."""

    def folded(self) -> "Stage":
        """The short version: its text, and of what it asks only what needs no sentence of the whole text."""
        asks = tuple(each for each in self.assignments if each not in QUOTING)
        return replace(self, text=self.gist, assignments=asks, statements=(), inquiries=(), is_folded=True)

    @cached_property
    def plain(self) -> str:
        """The text without markup: what marks hold on to."""
        return plain(self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the text, to lay lenses on."""
        return sentences(self.plain)

    @property
    def is_open(self) -> bool:
        """Whether its text may leave the server."""
        return self.progress != Progress.CLOSED

    @property
    def is_passed(self) -> bool:
        """Whether the reader wrote, or chose not to."""
        return self.progress in {Progress.WRITTEN, Progress.WITHOUT_WRITING}

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """What the reader wrote here, by assignment."""
        return {what: note.value for what, note in self.notes.items()}


@dataclass(frozen=True)
class Reading:
    """A case with one reader's notes laid over it."""

    case: "CasePage"
    stages: tuple[Stage, ...]
    notes: Mapping[str, Note]

    def stage(self, number: int) -> Stage:
        """The stage with this number. Raises IndexError where the case has none."""
        if number < 1:
            raise IndexError(number)
        return self.stages[number - 1]

    @property
    def first_open(self) -> int:
        """The first stage that waits for the reader; the last one when none does."""
        return next((stage.number for stage in self.stages if not stage.is_passed), len(self.stages))

    @property
    def is_begun(self) -> bool:
        """Whether anything was done with it."""
        return any(stage.is_passed for stage in self.stages)

    @property
    def is_finished(self) -> bool:
        """Whether the reader came to the doe-stap and decided about it."""
        return DO_STEP in self.notes

    @property
    def is_read(self) -> bool:
        """Whether the last stage was passed. A stage that an author adds later closes nothing again."""
        return self.is_finished or (bool(self.stages) and all(stage.is_passed for stage in self.stages))

    def readings_of(self, what: str) -> list[dict[str, Any]]:
        """What the reader wrote for one assignment, stage after stage."""
        return [stage.values[what] for stage in self.stages if what in stage.values]


def read(case: "CasePage", notes: Mapping[str, Note]) -> Reading:
    """Lay somebody's notes over a case."""
    stages: list[Stage] = []
    way_is_free, finished = True, DO_STEP in notes
    language = case.locale.language_code
    for number, block in enumerate(case.stages, start=1):
        own = {
            part.split(".", 2)[2]: note for part, note in notes.items() if part.startswith(part_of(str(block.id), ""))
        }
        passed = own.pop(PASSED, None)
        how = passed.value.get("hoe") if passed else None
        stage = Stage(
            number=number,
            id=str(block.id),
            title=block.value["title"],
            text=block.value["text"],
            pause=block.value["pause"] or 0,
            assignments=tuple(Assignment(chosen) for chosen in block.value["assignments"]),
            progress=PROGRESS[how, way_is_free or finished],
            notes=own,
            language=language,
            statements=_statements(block.value),
            inquiries=_inquiries(block.value),
            content=notes_in(block.value),
            gist=block.value["gist"] or "",
        )
        stages.append(stage)
        way_is_free = stage.is_passed
    return Reading(case, tuple(stages), notes)


def _statements(value: Mapping[str, Any]) -> tuple[Statement, ...]:
    return tuple(
        Statement(str(bound.id), bound.value["statement"], bound.value["turned_out"] or "", bound.value["later"])
        for bound in value["statements"].bound_blocks
    )


def _inquiries(value: Mapping[str, Any]) -> tuple[Inquiry, ...]:
    return tuple(
        Inquiry(str(bound.id), bound.value["whom"], bound.value["question"], bound.value["answer"])
        for bound in value["inquiries"].bound_blocks
    )
