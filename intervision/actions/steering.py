"""The course of a session: start, next, back, minutes, pause, stop, show."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision import clock
from intervision.actions.lenses import lay, take_away
from intervision.actions.locking import locked, store
from intervision.enums import Move, Status
from intervision.exceptions import OvertakenByOther
from intervision.models import Event, Method, Seat, Session
from intervision.rules import check_can_steer, check_can_undo
from intervision.script import Script
from reflection.models import new_data_key


@transaction.atomic
def steer(*, session_id: uuid.UUID, by: Seat, move: Move, seen: int, lens: Method | None = None) -> Session:
    """Change the course once, if nobody changed it since `seen` (the `move` number that the click saw).

    `lens` is what Move.LENS lays on the table.

    Locks the session. Writes one event without content, and pokes every device. Stop needs no `seen`: whoever
    presses it is heard, and it is not written down who did. Raises OvertakenByOther when somebody was first,
    NotYourPlace or NotNow when the rules say no.
    """
    session = locked(session_id)
    if move == Move.STOP:
        return _stop(session, by)
    last = Event.objects.filter(session=session).select_related("seat__person").first()
    if session.move != seen:
        raise OvertakenByOther(_overtaken(last, by))
    script = Script.from_json(session.method_snapshot)
    check_can_steer(session, by, move, script=script)
    now = timezone.now()
    if move == Move.UNDO:
        check_can_undo(session, last, now)
        assert last is not None
        _undo(session, last, by, now)
        return session
    before, left = session.pointer, clock.remaining(session, now)
    if move == Move.LENS:
        assert lens is not None
        lay(session, script, lens, now)
    else:
        _DOING[move](session, script, now)
    _log(session, move, by, before=before, remaining=left, now=now)
    return session


def _start(session: Session, script: Script, now: datetime) -> None:
    """Begin. Whether a circle has something to look back on is known only now: what was planned before may not have been held."""
    held = Session.objects.filter(circle=session.circle_id).exclude(pk=session.pk).exclude(status=Status.PLANNED)
    if not session.is_practice and not held.exists():
        script = script.for_the_first_time()
        session.method_snapshot = script.to_json()
    session.data_key = new_data_key()
    session.status = Status.RUNNING
    session.pointer = 1
    clock.begin(session, seconds=script.phases[0].minutes * 60, now=now)


def _next(session: Session, script: Script, now: datetime) -> None:
    session.pointer += 1
    phase = script.phase(session.pointer)
    if phase is None:
        session.status = Status.CLOSING
        clock.halt(session)
    else:
        clock.begin(session, seconds=phase.minutes * 60, now=now)


def _reveal(session: Session, _script: Script, _now: datetime) -> None:
    session.revealed = [*session.revealed, session.pointer]


_DOING: dict[Move, Callable[[Session, Script, datetime], None]] = {
    Move.START: _start,
    Move.NEXT: _next,
    Move.REVEAL: _reveal,
    Move.EXTEND_1: lambda session, _script, now: clock.extend(session, minutes=1, now=now),
    Move.EXTEND_3: lambda session, _script, now: clock.extend(session, minutes=3, now=now),
    Move.PAUSE: lambda session, _script, now: clock.pause(session, now),
    Move.RESUME: lambda session, _script, now: clock.resume(session, now),
}


def _undo(session: Session, last: Event, by: Seat, now: datetime) -> None:
    before = session.pointer
    session.pointer = last.from_phase
    session.status = Status.RUNNING
    if last.kind == Move.LENS:
        take_away(session, nr=before)
    clock.begin(session, seconds=last.remaining or 0, now=now)
    _log(session, Move.UNDO, by, before=before, remaining=None, now=now)


def _stop(session: Session, by: Seat) -> Session:
    now = timezone.now()
    check_can_steer(session, by, Move.STOP, script=Script.from_json(session.method_snapshot))
    if not session.is_paused:
        clock.pause(session, now)
        _log(session, Move.STOP, None, before=session.pointer, remaining=None, now=now)
    return session


def _log(
    session: Session, move: Move, seat: Seat | None, *, before: int, remaining: float | None, now: datetime
) -> None:
    Event.objects.create(
        session=session,
        kind=move,
        seat=seat,
        from_phase=before,
        to_phase=session.pointer,
        remaining=remaining,
        at=now,
    )
    session.move += 1
    store(session)


def _overtaken(last: Event | None, by: Seat) -> str:
    if last is None or last.seat is None:
        return _("De sessie is intussen veranderd. Dit is hoe het nu staat.")
    if last.seat_id == by.pk:
        return _("Dat had je al gedaan, misschien op een ander toestel.")
    if last.kind == Move.NEXT:
        return _("%(name)s ging net verder.") % {"name": last.seat.called}
    return _("%(name)s was je net voor.") % {"name": last.seat.called}
