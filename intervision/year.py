"""The year of a circle: when it met, with which method, for how long. Facts only, and nothing of what was said.

One's own year adds one's own place, and, where one asks for them, one's own lines.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.enums import GUEST_KINDS, SeatKind, Status
from intervision.models import KeptLine, Seat, Session
from intervision.script import Script
from people.models import Circle, User

OLDEST = 2000


@dataclass(frozen=True)
class Met:
    """One session that was held."""

    starts_at: datetime
    method: str
    minutes: int
    people: int
    is_slow: bool
    role: str = ""
    """The place of whoever asks; empty on the circle's own sheet."""

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def lasted(self) -> str:
        return in_words(self.minutes)


@dataclass(frozen=True)
class Year:
    """What a sheet says."""

    circle: Circle
    number: int
    met: tuple[Met, ...]
    lines: tuple[tuple[date, str], ...] = ()
    """Only on one's own sheet, and only where one asked for them."""

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.met)

    @property
    def lasted(self) -> str:
        return in_words(self.minutes)


def in_words(minutes: int) -> str:
    """Hours and minutes."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": left}
    return (
        _("%(hours)d uur %(minutes)02d") % {"hours": hours, "minutes": left}
        if left
        else _("%(hours)d uur") % {"hours": hours}
    )


def years_of(circle: Circle) -> list[int]:
    """The years in which the circle met, the last one first. One query."""
    return years_in(Session.objects.filter(circle=circle, status=Status.CLOSED))


def years_in(sessions: Iterable[Session]) -> list[int]:
    """Those in which one of these was held, the last one first."""
    held = (each.starts_at for each in sessions if each.status == Status.CLOSED)
    return sorted({timezone.localdate(at).year for at in held}, reverse=True)


def year_of(circle: Circle, number: int) -> Year:
    """The circle's sheet: the same for whoever of its members asks. Two queries."""
    sessions = _held(circle, number)
    seats = _seats(sessions)
    return Year(circle, number, tuple(_met(each, seats.get(each.pk, [])) for each in sessions))


def own_year(circle: Circle, number: int, person: User, *, with_lines: bool) -> Year:
    """The sessions in which this person had a place, with that place; and their own lines, where asked. Three queries."""
    sessions = _held(circle, number)
    seats = _seats(sessions)
    met = []
    for session in sessions:
        taken = seats.get(session.pk, [])
        mine = next((seat for seat in taken if seat.person_id == person.pk), None)
        if mine is not None:
            met.append(_met(session, taken, role=str(SeatKind(mine.kind).label)))
    return Year(circle, number, tuple(met), _lines(circle, number, person) if with_lines else ())


def _held(circle: Circle, number: int) -> list[Session]:
    found = Session.objects.filter(circle=circle, status=Status.CLOSED, is_practice=False).order_by("starts_at", "pk")
    return [each for each in found if timezone.localdate(each.starts_at).year == number]


def _seats(sessions: Sequence[Session]) -> dict[uuid.UUID, list[Seat]]:
    found: dict[uuid.UUID, list[Seat]] = {}
    for seat in Seat.objects.filter(session__in=[each.pk for each in sessions]).order_by("order", "pk"):
        found.setdefault(seat.session_id, []).append(seat)
    return found


def _met(session: Session, seats: Sequence[Seat], role: str = "") -> Met:
    script = Script.from_json(session.method_snapshot)
    seated = {*SeatKind} - GUEST_KINDS - {SeatKind.BEAMER}
    return Met(
        starts_at=session.starts_at,
        method=script.title,
        minutes=sum(phase.minutes for phase in script.phases),
        people=sum(1 for seat in seats if seat.kind in seated),
        is_slow=session.is_slow,
        role=role,
    )


def _lines(circle: Circle, number: int, person: User) -> tuple[tuple[date, str], ...]:
    own = KeptLine.objects.filter(person=person, session__circle=circle, data_key__isnull=False)
    dated = [
        (timezone.localdate(each.kept_at), each) for each in own.select_related("data_key").order_by("kept_at", "pk")
    ]
    return tuple((day, each.open()) for day, each in dated if day.year == number)
