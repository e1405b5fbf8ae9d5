"""Putting a work book together: rows become places, pieces and versions."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from people.models import User
from reflection.origins import Line, Origin, all_kinds, describe_origins, kind_of
from reflection.workbook.writings import Row, has_words, open_rows, rows_of


@dataclass(frozen=True)
class Version:
    """What stood somewhere at one moment, as text."""

    row: Row
    lines: tuple[Line, ...]
    value: Mapping[str, Any]
    readable: bool
    """False where the key of this text was erased."""

    @property
    def written_at(self) -> datetime:
        return self.row.written_at

    @property
    def has_words(self) -> bool:
        """Whether the person wrote here, as against only chose."""
        return self.readable and has_words(self.row, self.value)


@dataclass(frozen=True)
class Piece:
    """One spot where this person wrote, once or more often."""

    about: str
    part: str
    origin: Origin
    rows: tuple[Row, ...]
    """Oldest first; at least one."""
    versions: tuple[Version, ...]
    """Those of the rows that were opened, oldest first."""
    restarts: tuple[datetime, ...]

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def first(self) -> Version:
        return self.versions[0]

    @property
    def section(self) -> str:
        return self.origin.section(self.part)

    @property
    def question(self) -> str:
        return self.origin.question(self.part)

    @property
    def url(self) -> str:
        return self.origin.place(self.part)

    @property
    def earlier(self) -> int:
        """How many versions came before the latest."""
        return len(self.rows) - 1

    @property
    def before_restart(self) -> datetime | None:
        """When this person began afresh, where that was after they last wrote here."""
        last = self.restarts[-1] if self.restarts else None
        return last if last and last > self.rows[-1].written_at else None


@dataclass(frozen=True)
class Place:
    """A case, a module, a session or the logbook, as far as this person wrote there."""

    about: str
    origin: Origin
    spots: int
    last_at: datetime


@dataclass(frozen=True)
class Shelf:
    """The places of one kind."""

    label: str | Promise
    places: list[Place]


@dataclass(frozen=True)
class Filter:
    """A part of a work book: of one place, of one piece, or of a period (both days count)."""

    about: str = ""
    row: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None

    def keeps(self, row: Row) -> bool:
        day = timezone.localdate(row.written_at)
        fits_place = not self.about or row.about == self.about
        return fits_place and (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Book:
    """One person's work book. Made without opening anything; `pieces` and `open` open what they are asked for."""

    person: User
    rows: tuple[Row, ...]
    """Everything that is written text, oldest first."""
    origins: Mapping[str, Origin]
    restarts: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)

    @cached_property
    def spots(self) -> dict[tuple[str, str], list[Row]]:
        """The rows of each spot, oldest first."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault((row.about, row.part), []).append(row)
        return found

    def shelves(self) -> list[Shelf]:
        """Every place, by kind, last written first. What no room knows any more stands last, under no name."""
        places: dict[str, Place] = {}
        for (about, _part), rows in self.spots.items():
            known = places.get(about)
            last_at = max(rows[-1].written_at, known.last_at) if known else rows[-1].written_at
            places[about] = Place(about, self.origins[about], known.spots + 1 if known else 1, last_at)
        by_last = sorted(places.values(), key=lambda place: place.last_at, reverse=True)
        kinds = [(each.kind, each.label) for each in all_kinds()]
        named = {kind for kind, _label in kinds}
        shelves = [Shelf(label, [each for each in by_last if kind_of(each.about) == kind]) for kind, label in kinds]
        shelves.append(Shelf("", [each for each in by_last if kind_of(each.about) not in named]))
        return [shelf for shelf in shelves if shelf.places]

    def spots_in(self, about: str) -> list[list[Row]]:
        """The rows of each spot of a place, in the order of the place; an entry of the logbook by when it was begun."""
        origin = self.origins.get(about)
        found = [(part, rows) for (place, part), rows in self.spots.items() if place == about]
        if origin is None:
            return []
        return [rows for part, rows in sorted(found, key=lambda each: (origin.order(each[0]), each[1][0].written_at))]

    def spot_of(self, row_id: uuid.UUID) -> list[Row]:
        """The rows of the spot in which this row stands; none where it is not this person's."""
        row = next((each for each in self.rows if each.id == row_id), None)
        return self.spots[row.about, row.part] if row else []

    def pieces(self, spots: Iterable[Collection[Row]], *, every_version: bool = False) -> list[Piece]:
        """These spots with their latest version opened, or with all of them. A query per kind of row."""
        chosen = [list(rows) for rows in spots]
        wanted = [row for rows in chosen for row in (rows if every_version else rows[-1:])]
        values = open_rows(self.person, wanted)
        return [self._piece(rows, rows if every_version else rows[-1:], values) for rows in chosen]

    def _piece(self, rows: list[Row], opened: list[Row], values: Mapping[uuid.UUID, Mapping[str, Any]]) -> Piece:
        about, part = rows[0].about, rows[0].part
        origin = self.origins[about]
        versions = tuple(
            Version(
                row,
                tuple(origin.lines(part, values[row.id])) if row.id in values else (),
                values.get(row.id, {}),
                row.id in values,
            )
            for row in opened
        )
        return Piece(about, part, origin, tuple(rows), versions, self.restarts.get(about, ()))


def book_of(person: User, chosen: Filter | None = None) -> Book:
    """This person's work book, or the part of it that was chosen. Opens nothing.

    A query per kind of row and one per kind of place, however much there is.
    """
    rows = rows_of(person)
    if chosen is not None:
        rows = [row for row in rows if chosen.keeps(row)]
    origins = describe_origins(person, (row.about for row in rows))
    restarts: dict[str, tuple[datetime, ...]] = {}
    for row in rows:
        if row.restarts:
            restarts[row.about] = (*restarts.get(row.about, ()), row.written_at)
    texts = [row for row in rows if not row.restarts and origins[row.about].is_written(row.part)]
    if chosen is not None and chosen.row is not None:
        spot = next(((each.about, each.part) for each in texts if each.id == chosen.row), None)
        texts = [row for row in texts if (row.about, row.part) == spot]
    return Book(person, tuple(texts), origins, restarts)
