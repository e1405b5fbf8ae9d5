"""The kinds of sealed row that their writer can release or freeze, by the word in the address.

    register_source("entry", LogEntry, owner="person", read=read_entries)

A row becomes a `Piece`: the words alone, which passages are cut from, and the words as lines with their labels. What
stands in a row never depends on who looks or in which language: a passage keeps its place.
"""

import hashlib
import hmac
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from people.models import User
from reflection.encryption import DecryptionError
from reflection.models import KeyErasedError, SealedText
from reflection.origins import Line

Person = User | AnonymousUser


@dataclass(frozen=True)
class Piece:
    """One row, opened."""

    opened: str
    """What the row holds, to the letter: what a fingerprint is taken of."""
    words: str
    """What the person wrote, without labels or choices; empty where they only chose."""
    lines: Sequence[Line]
    written_at: datetime
    title: str = ""
    """Of what it was written at; empty where that is not to be read by whom it is described for."""
    url: str = ""
    question: str = ""
    language: str = ""
    """Of title and question, where it is another than the one being read."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written, as in a mark of progress."""
        return not self.words and not self.lines


Read = Callable[[Sequence[Any], Person], Mapping[uuid.UUID, Piece]]


@dataclass(frozen=True)
class Source:
    """A kind of sealed row."""

    kind: str
    model: Any
    """A SealedText with a manager."""
    owner: str
    """The field that points at who wrote it."""
    read: Read
    kept: Mapping[str, Any]
    """What else a row must be like to be there."""
    latest: Callable[[User, uuid.UUID], uuid.UUID]
    """The row to release when somebody asks for this one: of what has versions under one name, the latest."""

    def there(self) -> models.QuerySet[Any]:
        """The rows that can be opened, whoever wrote them."""
        rows: models.QuerySet[Any] = self.model.objects.filter(data_key__isnull=False, **self.kept)
        return rows

    def of(self, person: User) -> models.QuerySet[Any]:
        """The rows of this person whose key is there."""
        return self.there().filter(**{self.owner: person}).select_related("data_key")

    def piece(self, person: User, row: uuid.UUID, *, seen_by: Person) -> tuple[SealedText, Piece] | None:
        """One row of this person and what it holds; None where it is gone, erased or empty. Raises DecryptionError
        where a server key is missing: the house says so on a page of its own.

        `seen_by` decides what is said about where it was written, never what was written.
        """
        found = self.of(person).filter(pk=row).first()
        if found is None:
            return None
        try:
            piece = self.read([found], seen_by)[found.pk]
        except KeyErasedError:
            return None
        return None if piece.is_empty else (found, piece)

    def pieces(self, rows: Sequence[Any], *, seen_by: Person) -> dict[uuid.UUID, Piece]:
        """These rows opened; one that does not open is left out, and keeps no other shut."""
        try:
            return dict(self.read(rows, seen_by))
        except DecryptionError:
            pass
        found: dict[uuid.UUID, Piece] = {}
        for row in rows:
            with suppress(DecryptionError):
                found.update(self.read([row], seen_by))
        return found


def _itself(_person: User, pk: uuid.UUID) -> uuid.UUID:
    return pk


_sources: dict[str, Source] = {}


def register_source(
    kind: str,
    model: type[SealedText],
    *,
    owner: str,
    read: Read,
    kept: Mapping[str, Any] | None = None,
    latest: Callable[[User, uuid.UUID], uuid.UUID] | None = None,
) -> None:
    """Let rows of this kind be released and frozen; called from a room's `ready()`.

    `read(rows, seen_by)` opens the rows, in a fixed number of queries however many there are.
    """
    _sources[kind] = Source(kind, model, owner, read, kept or {}, latest or _itself)


def source_of(kind: str) -> Source | None:
    """The source with this word in its address."""
    return _sources.get(kind)


def row_is_there() -> models.Q:
    """Whether what a `kind` and a `row` point at is still there with its key, whoever wrote it; a part of the query that
    asks for those. Opens nothing."""
    found = models.Q(pk__in=[])
    for source in _sources.values():
        row = source.there().filter(pk=models.OuterRef("row"))
        found |= models.Q(models.Exists(row), kind=source.kind)
    return found


def fingerprint_of(row: SealedText, piece: Piece) -> bytes:
    """What tells this exact version of this row from every other; means nothing without the key of the row."""
    assert row.data_key is not None  # Source.of gives none without
    under = hmac.new(row.data_key.plain(), b"fingerprint", hashlib.sha256).digest()
    return hmac.new(under, f"{row.pk}|{piece.opened}".encode("utf-8", "replace"), hashlib.sha256).digest()
