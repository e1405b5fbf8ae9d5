"""A person's own echoes, and what comes back in one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from reflection.models import ON_A_DAY, Echo, NoEchoes
from reflection.origins import Line, Origin, describe_origins, gone, key_of, kind_of
from reflection.workbook import Piece, Row, book_of
from reflection.workbook.differences import LineChange, is_changed, line_changes
from reflection.workbook.own import LOGBOOK

KIND = "echo"
TEXTS = ("tekst", "text", "lines")
"""Where the kinds of values keep running text; what has none is chosen, not written, and is only shown."""
MOST_PROMPTS = 6


@dataclass(frozen=True)
class Prompt:
    """One thing to look at again: what stood there, and what was written now."""

    piece: Piece
    now: str = ""

    @property
    def part(self) -> str:
        return self.piece.part

    @property
    def question(self) -> str:
        return self.piece.origin.asks_again(self.piece.part) or self.piece.question

    @property
    def changes(self) -> list[LineChange]:
        """What differs between then and now, as one text each."""
        then = "\n".join(line.text for line in self.piece.latest.lines)
        return line_changes([Line("", then)], [Line("", self.now)])

    @property
    def changed(self) -> bool:
        return is_changed(self.changes)


@dataclass(frozen=True)
class Recall:
    """An echo with what stood there when it was asked for."""

    echo: Echo
    origin: Origin
    prompts: list[Prompt]
    others: list[Piece]
    """What was chosen rather than written, such as the lines of a kruispuntfiguur."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of what was written there."""
        return not self.prompts and not self.others

    @property
    def url_to_read(self) -> str:
        """Where it was about, to be read again first; none where the old words themselves stand there."""
        return "" if kind_of(self.echo.about) == LOGBOOK else self.origin.url


@dataclass(frozen=True)
class Listed:
    """An echo in the list."""

    echo: Echo
    origin: Origin
    question: str


def recall_of(echo: Echo) -> Recall:
    """What comes back. A fixed number of queries; opens only what is shown."""
    book = book_of(echo.person)
    origin = book.origins.get(echo.about) or describe_origins(echo.person, [echo.about])[echo.about]
    spots = [_as_it_was(echo, rows) for rows in book.spots_in(echo.about) if not echo.part or rows[0].part == echo.part]
    new_spots = book.spots_in(f"{KIND}:{echo.pk}")
    pieces = book.pieces([*(rows for rows in spots if rows), *new_spots])
    old = [piece for piece in pieces if piece.about == echo.about and piece.latest.lines]
    now = {piece.part: "\n".join(line.text for line in piece.latest.lines) for piece in pieces if piece not in old}
    written = [piece for piece in old if echo.part or _is_text(piece.latest.value)][:MOST_PROMPTS]
    prompts = [Prompt(piece, now.get(piece.part, "")) for piece in written]
    return Recall(echo, origin, prompts, [piece for piece in old if piece not in written])


def _as_it_was(echo: Echo, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.written_at <= echo.asked_at]


def _is_text(value: Mapping[str, Any]) -> bool:
    return any(value.get(name) for name in TEXTS)


def ready_of(person: User, at: datetime | None = None) -> "QuerySet[Echo]":
    """Those that lie ready, now or at another moment."""
    found: QuerySet[Echo] = Echo.objects.of(person).due(at or timezone.now())
    return found


def open_echoes(person: User) -> list[Listed]:
    """Those that lie ready or are to come, by day. One query, and one per kind of place."""
    echoes = list(Echo.objects.of(person).open())
    origins = describe_origins(person, (echo.about for echo in echoes))
    return [
        Listed(echo, origins[echo.about], origins[echo.about].question(echo.part) if echo.part else "")
        for echo in echoes
    ]


def answers_on(echo: Echo) -> str:
    """The page of the room where this one is answered; empty where it is answered by looking again. At most two queries."""
    if echo.weeks != ON_A_DAY:
        return ""
    return describe_origins(echo.person, [echo.about])[echo.about].answers_on(echo.part)


def reminder_of(person: User, about: str, part: str) -> Echo | None:
    """The last one that was to come on a chosen day, in whatever state. One query."""
    found: Echo | None = (
        Echo.objects.of(person).filter(about=about, part=part, weeks=ON_A_DAY).order_by("asked_at", "pk").last()
    )
    return found


def wants_none(person: User) -> bool:
    """Whether this person stopped all echoes. One query."""
    return NoEchoes.objects.filter(person=person).exists()


def has_reminder(person: User, about: str, part: str) -> bool:
    """Whether this comes back on a day that was chosen. One query."""
    return bool(Echo.objects.of(person).open().filter(about=about, part=part, weeks=ON_A_DAY).exists())


def is_asked(person: User, about: str, part: str = "") -> bool:
    """Whether one of this is still to come. One query."""
    return bool(Echo.objects.of(person).open().filter(about=about, part=part).exists())


@dataclass(frozen=True)
class EchoOrigin(Origin):
    """What was written at an echo, told through the place that it came back from."""

    inner: Origin = field(default_factory=gone)

    def section(self, part: str) -> str:
        return self.inner.section(part)

    def question(self, part: str) -> str:
        if again := self.inner.asks_again(part):
            return again
        asked = self.inner.question(part)
        return _("Wat zie je nu? %(question)s") % {"question": asked} if asked else _("Wat zie je nu?")

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        return [Line("", str(value.get("tekst") or ""))]

    def order(self, part: str) -> tuple[int, ...]:
        return self.inner.order(part)


def describe_echoes(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """Each echo of this person with the place it came from: one query, and one per kind of place."""
    keys = {about: key_of(about) for about in abouts}
    found = {echo.pk: echo for echo in Echo.objects.of(user).filter(pk__in=[key for key in keys.values() if key])}
    places = {echo.about for echo in found.values() if kind_of(echo.about) != KIND}
    inner = describe_origins(user, places)
    told: dict[str, Origin] = {}
    for about, key in keys.items():
        echo = found.get(key) if key else None
        place = inner.get(echo.about) if echo else None
        if echo and place:
            url = reverse("reflection:echo", kwargs={"pk": echo.pk})
            told[about] = EchoOrigin(place.title, url, language=place.language, inner=place)
    return told
