"""Reading one's own logbook. Everything here takes the person it belongs to, and opens only their rows."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from people.models import User
from reflection.anchors import Anchor
from reflection.models import LogEntry
from reflection.prompts import OPEN, PromptSet, Words, label_of, prompt_set
from vocabulary.axes import AXES, Axis
from vocabulary.folding import fold


@dataclass(frozen=True)
class Said:
    """One answer with the question it answers."""

    key: str
    label: Words
    text: str


@dataclass(frozen=True)
class Entry:
    """A version of an entry, opened for who wrote it."""

    pk: uuid.UUID
    version: int
    about: str
    chosen: PromptSet
    said: list[Said]
    axes: list[Axis]
    title: str
    passage: Anchor | None
    placed: bool
    written_at: datetime
    created_at: datetime
    deleted_at: datetime | None

    @property
    def answers(self) -> dict[str, str]:
        """What was said, by question."""
        return {said.key: said.text for said in self.said}

    @property
    def opening(self) -> str:
        """Something to know it by in a list: what was written first, else the passage."""
        return self.said[0].text if self.said else self.passage.quote if self.passage else ""

    @property
    def only_open(self) -> bool:
        """Whether it is one text without questions, which needs no heading."""
        return [said.key for said in self.said] == [OPEN]


def opened(rows: Iterable[LogEntry]) -> Iterator[Entry]:
    """These rows, opened. A row whose key was erased has nothing to show."""
    for row in rows:
        if row.data_key is None:
            continue
        sealed = json.loads(row.open())
        chosen = prompt_set(row.prompts)
        order = [question.key for question in chosen.questions]
        answers = sorted(sealed["answers"].items(), key=lambda item: order.index(item[0]) if item[0] in order else 99)
        passage = sealed.get("passage")
        yield Entry(
            pk=row.first_id,
            version=row.version,
            about=row.about,
            chosen=chosen,
            said=[Said(key, label_of(key, chosen), text) for key, text in answers],
            axes=[axis for axis in AXES if axis.id in sealed.get("axes", ())],
            title=sealed.get("title", ""),
            passage=Anchor(**passage) if passage else None,
            placed=sealed.get("placed", False),
            written_at=row.written_at,
            created_at=row.created_at,
            deleted_at=row.deleted_at,
        )


def entries_of(person: User, prompts: str = "") -> QuerySet[LogEntry]:
    """The latest version of each entry, newest entry first; with one set of prompts only where that is given."""
    rows = LogEntry.objects.of(person).kept().current()
    if prompts:
        rows = rows.filter(prompts=prompts)
    return rows.select_related("data_key").order_by("-written_at", "-pk")  # type: ignore[no-any-return]


def deleted_of(person: User) -> list[Entry]:
    """What this person deleted and can still put back, latest first. One query."""
    rows = LogEntry.objects.of(person).filter(deleted_at__isnull=False).current()
    return list(opened(rows.select_related("data_key").order_by("-deleted_at", "-pk")))


def versions_of(person: User, entry_id: uuid.UUID) -> list[Entry]:
    """Every version of one entry, latest first; nothing for what is not theirs, absent or deleted. One query."""
    rows = LogEntry.objects.of(person).kept().filter(first=entry_id)
    return list(opened(rows.select_related("data_key").order_by("-version")))


def search_entries(person: User, words: str, prompts: str = "") -> list[Entry]:
    """The entries that hold every one of these words, newest first. One query, and no index anywhere: each is opened."""
    wanted = fold(words).split()
    if not wanted:
        return []
    return [entry for entry in opened(entries_of(person, prompts)) if all(word in _haystack(entry) for word in wanted)]


def _haystack(entry: Entry) -> str:
    quote = entry.passage.quote if entry.passage else ""
    axes = " ".join(str(axis.label) for axis in entry.axes)
    return fold(" ".join([entry.title, quote, axes, *(said.text for said in entry.said)]))
