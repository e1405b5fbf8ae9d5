"""Who speaks after whom in a round."""

from collections.abc import Sequence

from intervision.enums import Turn
from intervision.models import Seat
from intervision.rules import PERSON_KINDS
from intervision.script import PhaseScript, names


def speaking_order(seats: Sequence[Seat], phase: PhaseScript) -> list[Seat]:
    """The seats with the floor, in the order of the circle. The start moves on with every phase.

    Empty where there is no round. So that it is never the same person, and never always the bringer's neighbour,
    who must begin (A0, derived rule 3).
    """
    if phase.turn != Turn.ROUND:
        return []
    speaking = [seat for seat in seats if seat.kind in PERSON_KINDS and names(phase.floor, seat.kind)]
    if len(speaking) < 2:
        return []
    start = phase.nr % len(speaking)
    return [*speaking[start:], *speaking[:start]]
