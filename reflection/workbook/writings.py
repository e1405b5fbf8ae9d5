"""Where a work book gets its pieces: each kind of sealed row says which rows a person has, and opens some of them.

Two steps, so that a list of thousands costs one query and opens only what is looked at.
"""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from people.models import User


@dataclass(frozen=True)
class Row:
    """That something was written: where and when. Nothing of what."""

    kind: str
    id: uuid.UUID
    about: str
    part: str
    written_at: datetime
    restarts: bool = False
    """Whether this is no text but a fresh start with all of `about`."""


Index = Callable[[User], list[Row]]
HasWords = Callable[[Mapping[str, Any]], bool]
Open = Callable[[User, Collection[uuid.UUID]], Mapping[uuid.UUID, Mapping[str, Any]]]


@dataclass(frozen=True)
class Writings:
    """One kind of sealed row."""

    kind: str
    index: Index
    open: Open
    has_words: HasWords


_kinds: dict[str, Writings] = {}


def register_writings(kind: str, index: Index, open_these: Open, has_words: HasWords) -> None:
    """Add a kind of sealed row to every person's work book; called from `ready()`.

    `index(person)` gives all their rows in one query and opens none; `open_these(person, ids)` gives the values of these
    rows of theirs, in one query. A row whose key was erased is in the index and not among the values. What a value
    reads like is for the origin of its `about` (reflection/origins.py). `has_words(value)` says whether the person wrote
    anything there, as against a choice or words that they picked.
    """
    _kinds[kind] = Writings(kind, index, open_these, has_words)


def has_words(row: Row, value: Mapping[str, Any]) -> bool:
    """Whether there are words of the person in the value of this row."""
    return _kinds[row.kind].has_words(value)


def rows_of(person: User) -> list[Row]:
    """Every row of this person, oldest first. A query per registered kind."""
    rows = [row for writings in _kinds.values() for row in writings.index(person)]
    return sorted(rows, key=lambda row: (row.written_at, str(row.id)))


def open_rows(person: User, rows: Collection[Row]) -> dict[uuid.UUID, Mapping[str, Any]]:
    """The values of these rows, as far as their key is still there. A query per kind among them."""
    values: dict[uuid.UUID, Mapping[str, Any]] = {}
    for writings in _kinds.values():
        ids = [row.id for row in rows if row.kind == writings.kind]
        if ids:
            values.update(writings.open(person, ids))
    return values
