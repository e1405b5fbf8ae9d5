"""What the facilitator can do now, for the projection of a room."""

from collections.abc import Sequence
from datetime import datetime

from intervision.actions.screens import code_of
from intervision.door import guests_of, listed
from intervision.enums import STEERING_KINDS, TYPED_KINDS, TYPING_KINDS, Move, SeatKind
from intervision.models import Event, Method, Seat, Session
from intervision.roomview import Controls, Lens
from intervision.rules import can_steer, can_undo, undo_within
from intervision.script import Script


def controls_of(
    session: Session, seat: Seat, script: Script, chairs: Sequence[Seat], last: Event | None, now: datetime
) -> Controls | None:
    """The buttons of this seat; None for whoever does not steer. One query where a lens can be laid."""
    if seat.kind not in STEERING_KINDS:
        return None
    inside = [each for each in chairs if each.is_in]
    moves = {move for move in Move if can_steer(session, seat, move, script=script)}
    undo = can_undo(session, last, now)
    next_phase = script.phase(session.pointer + 1)
    waiting = [each for each in chairs if each.kind == SeatKind.BEAMER and not each.device_hash]
    return Controls(
        moves=frozenset(moves - {Move.UNDO, Move.STOP}),
        undo_seconds=(undo_within(session) - (now - last.at)).total_seconds() if undo and last else 0,
        next_title=next_phase.title if next_phase else "",
        screen_code=next((code for each in waiting if (code := code_of(each, now))), ""),
        has_screen=any(each.device_hash for each in inside if each.kind == SeatKind.BEAMER),
        guests=guests_of(chairs, now),
        without_device=listed(inside, TYPED_KINDS),
        can_type=listed(inside, TYPING_KINDS),
        lenses=tuple(
            Lens(lens.slug, lens.title, lens.total_min, lens.purpose)
            for lens in (Method.objects.lenses().order_by("total_min", "title") if Move.LENS in moves else ())
        ),
    )
