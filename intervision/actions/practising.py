"""A practice: a real room with an invented case, whose other chairs are played. It counts nowhere and leaves nothing.

Played chairs act through the same actions as people, and only when somebody looks at the room: what is due by then is
done by then. So it needs no worker, and goes on where it was after a restart.
"""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.closing import decide
from intervision.actions.locking import locked
from intervision.actions.pulse import answer
from intervision.actions.writing import contribute, set_ready
from intervision.cast import Deed, Play, deeds_in, played
from intervision.enums import OUTPUT_KINDS, Keep, PulseAnswer, SeatKind, Status, WriteKind
from intervision.exceptions import NotNow, RoomRefusal
from intervision.models import Contribution, Method, PracticeCase, Ready, Seat, Session
from intervision.script import Script, Slot, script_of
from people.models import User

LEAST_PEERS = 3


@transaction.atomic
def begin_practice(*, by: User, method: Method, case: PracticeCase) -> Session:
    """A room of one's own, with this person as its facilitator. Raises NotNow while an earlier one still exists."""
    User.objects.select_for_update().get(pk=by.pk)  # two clicks make one practice
    if Session.objects.filter(is_practice=True, seats__person=by).exists():
        raise NotNow(_("Er loopt nog een oefening van jou. Ga daarin verder, of wis ze eerst."))
    play = Play.from_json(case.play)
    peers = play.peers[: max(LEAST_PEERS, method.group_min - 2)]
    chair = {"person": by, "planned": True}
    return seat_players(
        method, play, script_of(method, peers=len(peers)).for_the_first_time(), facilitator=chair, peers=peers
    )


def seat_players(
    method: Method, play: Play, script: Script, *, facilitator: dict[str, Any], peers: Sequence[str]
) -> Session:
    """The room of a practice: whoever facilitates, the bringer of the play, and these peers. Call inside a transaction."""
    session = Session.objects.create(
        is_practice=True,
        play=play.to_json(),
        method=method,
        starts_at=timezone.now(),
        method_snapshot=script.to_json(),
    )
    chairs = [Seat(session=session, kind=SeatKind.FACILITATOR, **facilitator)]
    chairs.append(Seat(session=session, kind=SeatKind.BRINGER, played=play.bringer))
    chairs += [Seat(session=session, kind=SeatKind.PEER, played=name) for name in peers]
    for order, seat in enumerate(chairs):
        seat.order = order
    Seat.objects.bulk_create(chairs)
    return session


def play_along(session: Session, *, now: datetime | None = None) -> bool:
    """Let the played chairs do what is due by now; whether they did anything. Does nothing in a room of people."""
    now = now or timezone.now()
    if not session.is_practice or not (_due(session, now) or _choices(session)):
        return False
    with transaction.atomic():
        session = locked(session.pk)
        for deed in _due(session, now):  # again: somebody may have gone on, or another tab have looked
            with suppress(RoomRefusal), transaction.atomic():
                _do(session, deed)
        for seat, choices in _choices(session):
            decide(session_id=session.pk, by=seat, choices=choices)
    return True


def _due(session: Session, now: datetime) -> list[Deed]:
    """What is to be done by now and was not done yet."""
    phase = Script.from_json(session.method_snapshot).phase(session.pointer)
    if session.status != Status.RUNNING or phase is None or session.phase_started_at is None:
        return []
    seats = list(Seat.objects.filter(session=session))
    script, play = Script.from_json(session.method_snapshot), Play.from_json(session.play)
    elapsed = (now - session.phase_started_at).total_seconds()
    deeds = [deed for deed in deeds_in(play, script, phase, seats) if deed.at <= elapsed]
    ids = [_id(session, deed) for deed in deeds if deed.slot is not None]
    done = set(Contribution.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    ready = set(Ready.objects.filter(seat__in=seats, phase=phase.nr).values_list("seat", flat=True)) if deeds else set()
    return [
        deed for deed in deeds if (deed.seat.pk not in ready if deed.slot is None else _id(session, deed) not in done)
    ]


def _do(session: Session, deed: Deed) -> None:
    nr = session.pointer
    phase = Script.from_json(session.method_snapshot).phase(nr)
    if phase is not None and phase.asks_a_pulse:
        answers = {slot.nr: _felt(deed.seat, slot) for slot in phase.slots if slot.is_pulse}
        answer(session_id=session.pk, by=deed.seat, phase=nr, answers=answers)
        return
    if deed.slot is None:
        set_ready(session_id=session.pk, by=deed.seat, phase=nr, ready=True)
        return
    contribute(
        session_id=session.pk,
        by=deed.seat,
        contribution_id=_id(session, deed),
        phase=nr,
        slot=deed.slot,
        text=deed.text,
    )


def _felt(seat: Seat, slot: Slot) -> PulseAnswer:
    """What a played chair answers: most of them alike, the same at every look."""
    if seat.order % LEAST_PEERS == 0:
        return PulseAnswer.UNKNOWN
    return PulseAnswer.NO if slot.nr else PulseAnswer.YES


def _choices(session: Session) -> list[tuple[Seat, dict[uuid.UUID, Keep]]]:
    """At the end: what each played chair keeps for itself of what it decides about, and did not choose about yet."""
    phase = Script.from_json(session.method_snapshot).phase(session.pointer)
    if session.status != Status.CLOSING and (phase is None or not phase.asks_to_keep):
        return []
    chosen = Ready.objects.filter(seat__session=session, phase=Ready.CHOICE).values("seat")
    outputs = list(Contribution.objects.filter(session=session, kind__in=OUTPUT_KINDS))
    undecided = played(Seat.objects.filter(session=session).exclude(pk__in=chosen))
    own = {seat: [found.pk for found in outputs if _is_to_decide(found, seat)] for seat in undecided}
    return [(seat, dict.fromkeys(ids, Keep.OWN)) for seat, ids in own.items() if ids]


def _is_to_decide(found: Contribution, seat: Seat) -> bool:
    if found.kind == WriteKind.AGREEMENT:
        return seat.kind == SeatKind.BRINGER
    return found.seat_id == seat.pk


def _id(session: Session, deed: Deed) -> uuid.UUID:
    """The same at every look, so that what is done twice is stored once."""
    return uuid.uuid5(session.pk, f"{session.pointer}|{deed.slot}|{deed.seat.pk}")
