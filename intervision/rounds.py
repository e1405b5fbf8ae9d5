"""Who speaks after whom in a round."""

from collections.abc import Sequence

from intervision.enums import PERSON_KINDS, SeatKind, Turn, Who
from intervision.models import Seat
from intervision.script import PhaseScript, names


def speaking_order(seats: Sequence[Seat], phase: PhaseScript) -> list[Seat]:
    """The seats with the floor, in the order of the circle. The start moves on with every phase.

    Empty where there is no round. So that it is never the same person, and never always the bringer's neighbour,
    who must begin (A0, derived rule 3). The order of the codes counts: a bringer who is named first begins, and one
    who is named after the others answers them and has no turn.
    """
    if phase.turn != Turn.ROUND:
        return []
    persons = [seat for seat in seats if seat.kind in PERSON_KINDS]
    speaking = [seat for seat in persons if names(phase.floor, seat.kind)]
    first: list[Seat] = []
    if Who.BRINGER in phase.floor and len(phase.floor) > 1:
        bringer = [seat for seat in speaking if seat.kind == SeatKind.BRINGER]
        speaking = [seat for seat in speaking if seat.kind != SeatKind.BRINGER]
        first = bringer if phase.floor[0] == Who.BRINGER else []
    if len(first) + len(speaking) < 2:
        return []
    start = phase.nr % len(speaking)
    return [*first, *speaking[start:], *speaking[:start]]
