"""What every notebook can do, whoever it belongs to."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reflection.drafts import Fields, Kept, Place, Settled

Value = Mapping[str, Any]


@dataclass(frozen=True)
class Prompt:
    """A place to write: a part of an object, such as `Prompt("casus:<translation key>", "doe-stap")`.

    The object is named by its translation key and the part by something that survives editing (a block's id),
    so that a note keeps its place when the page is moved, corrected or translated.
    """

    about: str
    part: str


@dataclass(frozen=True)
class Note:
    """The latest answer to a prompt."""

    value: dict[str, Any]
    written_at: datetime
    revision: int | None = None


class NotebookFullError(Exception):
    """There is no room left. Its text is fit for the person."""


class Notebook(ABC):
    """Somebody's own notes. Nobody else has a way in: a notebook is only ever made from a request.

    Writing adds; it never changes what stands. After `restart` earlier notes no longer count.
    """

    @abstractmethod
    def notes_of(self, abouts: Collection[str]) -> dict[str, dict[str, Note]]:
        """Per object, the latest note per part since its latest restart. One query at most, however many objects."""

    def notes(self, about: str) -> dict[str, Note]:
        """The latest note per part of one object."""
        return self.notes_of([about])[about]

    @abstractmethod
    def write_all(
        self,
        about: str,
        values: Mapping[str, Value],
        *,
        operation: uuid.UUID | None = None,
        revision: int | None = None,
        settled: Settled | None = None,
    ) -> None:
        """Write several parts of one object, all or none; the same operation twice stores once.

        The draft that became these answers goes at the same time. Raises NotebookFullError where a visitor's notebook has no room.
        """

    @abstractmethod
    def restart(self, about: str) -> None:
        """Begin afresh with this object."""

    @abstractmethod
    def started(self, kind: str) -> list[str]:
        """What of this kind was begun on, latest first: the `about` of each."""

    @abstractmethod
    def draft(self, place: Place) -> Kept | None:
        """What is being written at this place. One query at most."""

    @abstractmethod
    def keep_draft(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        """Put these fields in the place of the version that was seen (`actions.keep_draft`).

        Raises StaleDraftError where another version stands, NotebookFullError as `write_all`.
        """

    @abstractmethod
    def drop_draft(self, place: Place) -> None:
        """Throw away what is being written at this place."""

    def write(
        self, prompt: Prompt, value: Value, *, operation: uuid.UUID | None = None, revision: int | None = None
    ) -> None:
        """Write one part."""
        self.write_all(prompt.about, {prompt.part: value}, operation=operation, revision=revision)

    def read(self, prompt: Prompt) -> dict[str, Any] | None:
        """The latest value of one part; None where nothing was written."""
        return self.read_all(prompt.about).get(prompt.part)

    def read_all(self, about: str) -> dict[str, dict[str, Any]]:
        """The latest value per part of one object, in one query."""
        return {part: note.value for part, note in self.notes(about).items()}
