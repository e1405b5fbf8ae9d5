"""Entries of the logbook as something that can be released or frozen."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from people.models import User
from reflection.models import LogEntry
from reflection.origins import Line, describe_origins
from reflection.queries.logbook import Entry, opened
from reflection.sources import Person, Piece, register_source


def read_entries(rows: Sequence[LogEntry], seen_by: Person) -> dict[uuid.UUID, Piece]:
    """The entries opened. What page they hang on is told only where the page may be seen; its quote never: those are
    an author's words, and a page of a team would leak through them."""
    origins = describe_origins(seen_by, [row.about for row in rows if row.about])  # type: ignore[arg-type]  # takes both
    pieces = {}
    for row in rows:
        for entry in opened([row]):
            origin = origins.get(row.about)
            known = origin is not None and bool(origin.url)
            pieces[row.pk] = Piece(
                opened=row.open(),
                words="\n\n".join(text for said in entry.said if (text := said.text.strip())),
                lines=_lines(entry),
                written_at=row.created_at,
                title=origin.title if origin and known else "",
                url=origin.url if origin else "",
                language=origin.language if origin else "",
            )
    return pieces


def _lines(entry: Entry) -> list[Line]:
    lines = [Line("" if entry.only_open else str(said.label), said.text) for said in entry.said if said.text.strip()]
    axes = ", ".join(str(axis.label) for axis in entry.axes)
    return [*lines, Line(_("Vanuit welke assen"), axes)] if axes else lines


def latest_version(person: User, pk: uuid.UUID) -> uuid.UUID:
    """Of the entry that this id names, or of which it names a version: the latest version."""
    first = LogEntry.objects.of(person).filter(pk=pk).values("first")
    latest = (
        LogEntry.objects.of(person).filter(first__in=first).order_by("-version").values_list("pk", flat=True).first()
    )
    return latest or pk


def register() -> None:
    """Called when the room is ready. What was deleted is not there, though it can be put back for a week."""
    register_source(
        "entry", LogEntry, owner="person", read=read_entries, kept={"deleted_at": None}, latest=latest_version
    )
