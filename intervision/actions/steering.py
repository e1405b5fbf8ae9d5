"""The course of a session: start, next, back, minutes, pause, stop, show."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision import clock
from intervision.actions.caution import settle
from intervision.actions.lenses import lay, take_away
from intervision.actions.locking import locked, store
from intervision.awaiting import awaited, still_writing
from intervision.enums import EXTRA, Move, Reveal, Status
from intervision.exceptions import OvertakenByOther, StillWriting
from intervision.models import Event, Method, Seat, Session
from intervision.pace import last_moment, shifted
from intervision.rules import check_can_steer, check_can_undo
from intervision.script import A_DAY, Script
from intervision.tasks import tell_awaited
from reflection.models import new_data_key

MINUTES_A_DAY = 24 * 60
ENDS_WRITING = frozenset({Move.NEXT, Move.REVEAL})
"""After these nobody writes any more before the others read."""


@transaction.atomic
def steer(
    *,
    session_id: uuid.UUID,
    by: Seat,
    move: Move,
    seen: int,
    lens: Method | None = None,
    ask_first: bool = False,
) -> Session:
    """Change the course once, if nobody changed it since `seen` (the `move` number that the click saw).

    `lens` is what Move.LENS lays on the table. `ask_first` is a first press: where some still write, it changes
    nothing and raises StillWriting with how many.

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
    if ask_first and move in ENDS_WRITING:
        _ask(still_writing(session, script))
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


def _ask(count: int) -> None:
    if count:
        asked = ngettext("%(count)s schrijft nog. Toch verder?", "%(count)s schrijven nog. Toch verder?", count)
        raise StillWriting(asked % {"count": count})


def _start(session: Session, script: Script, now: datetime) -> None:
    """Begin. Whether a circle has something to look back on is known only now: what was planned before may not have been held."""
    held = Session.objects.filter(circle=session.circle_id).exclude(pk=session.pk).exclude(status=Status.PLANNED)
    if not session.is_practice and not held.exists():
        script = script.for_the_first_time()
    session.method_snapshot = settle(session, script).to_json()
    session.data_key = session.data_key or new_data_key()  # there is one already where a case was prepared
    session.status = Status.RUNNING
    session.pointer = 1
    clock.begin(session, seconds=script.phases[0].seconds(now), now=now)


def _next(session: Session, script: Script, now: datetime) -> None:
    session.pointer += 1
    phase = script.phase(session.pointer)
    if phase is None:
        session.status = Status.CLOSING
        clock.halt(session)
    else:
        clock.begin(session, seconds=phase.seconds(now), now=now)


def _reveal(session: Session, _script: Script, _now: datetime) -> None:
    session.revealed = [*session.revealed, session.pointer]


_DOING: dict[Move, Callable[[Session, Script, datetime], None]] = {
    Move.START: _start,
    Move.NEXT: _next,
    Move.REVEAL: _reveal,
    Move.EXTEND_1: lambda session, script, now: _extend(session, script, now, by=EXTRA[Move.EXTEND_1]),
    Move.EXTEND_3: lambda session, script, now: _extend(session, script, now, by=EXTRA[Move.EXTEND_3]),
    Move.PAUSE: lambda session, _script, now: clock.pause(session, now),
    Move.RESUME: lambda session, _script, now: clock.resume(session, now),
    Move.NUDGE: lambda session, script, _now: _nudge(session, script),
}


def _extend(session: Session, script: Script, now: datetime, *, by: int) -> None:
    """So many minutes; over days so many days, for this phase and for what comes after it, up to the last day."""
    if script.is_slow:
        until = last_moment(session.starts_at)
        session.method_snapshot = shifted(script, since=session.pointer, days=by, until=until).to_json()
    clock.extend(session, minutes=by * MINUTES_A_DAY if script.is_slow else by, now=now)


def _nudge(session: Session, script: Script) -> None:
    """One mail to whoever the group waits for. Nobody is told who they are, neither here nor in the log."""
    people = [seat.person_id for seat in awaited(session, script) if seat.person_id]
    told = (str(session.pk), session.pointer, people)
    transaction.on_commit(lambda: tell_awaited.enqueue(*told))


@transaction.atomic
def close_by_date(*, session_id: uuid.UUID, now: datetime) -> bool:
    """End the hidden phase whose date has come, for everybody at the same moment; whether it did.

    Only what is written hidden closes by itself, as was promised to who writes. Everything else waits for a person.
    """
    session = locked(session_id)
    script = Script.from_json(session.method_snapshot)
    phase = script.phase(session.pointer)
    if session.status != Status.RUNNING or session.deadline is None or session.deadline > now:
        return False
    if phase is None or not phase.is_writing or phase.nr in session.revealed:
        return False
    move = Move.REVEAL if phase.reveal == Reveal.BUTTON else Move.NEXT
    before, left = session.pointer, clock.remaining(session, now)
    _DOING[move](session, script, now)
    _log(session, move, None, before=before, remaining=left, now=now)
    return True


def close_what_is_due() -> int:
    """Every session over days in which the date of a phase has come; how many closed one. A chore."""
    now = timezone.now()
    due = Session.objects.filter(is_slow=True, status=Status.RUNNING, deadline__lte=now)
    return sum(close_by_date(session_id=pk, now=now) for pk in due.values_list("pk", flat=True))


def _undo(session: Session, last: Event, by: Seat, now: datetime) -> None:
    before = session.pointer
    session.pointer = last.from_phase
    session.status = Status.RUNNING
    if last.kind == Move.LENS:
        take_away(session, nr=before)
    left = last.remaining or 0
    if session.is_slow and left <= 0:
        left = A_DAY.total_seconds()  # it would close again at once
    clock.begin(session, seconds=left, now=now)
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
    session.goes_slower = session.goes_slower and before == session.pointer
    session.went_on_at = max(now, session.deadline or now)
    store(session)


def _overtaken(last: Event | None, by: Seat) -> str:
    if last is None or last.seat is None:
        return _("De sessie is intussen veranderd. Dit is hoe het nu staat.")
    if last.seat_id == by.pk:
        return _("Dat had je al gedaan, misschien op een ander toestel.")
    if last.kind == Move.NEXT:
        return _("%(name)s ging net verder.") % {"name": last.seat.called}
    return _("%(name)s was je net voor.") % {"name": last.seat.called}
