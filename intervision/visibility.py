"""Who sees a text, and when. Pure: nothing here reads the database or opens a seal."""

from dataclasses import dataclass

from intervision.enums import (
    CASE,
    HIDDEN_KINDS,
    OWN_KINDS,
    MethodKind,
    Reveal,
    SeatKind,
    Status,
    WriteKind,
)
from intervision.script import Script


@dataclass(frozen=True)
class Moment:
    """Where a session is, as far as seeing goes."""

    script: Script
    status: str
    pointer: int
    revealed: frozenset[int]

    @property
    def is_over(self) -> bool:
        """Whether the last phase has ended."""
        return self.status in {Status.CLOSING, Status.CLOSED}


@dataclass(frozen=True)
class Text:
    """What must be known of a contribution to decide; never its words."""

    phase: int
    kind: str
    late: bool
    is_own: bool


def is_revealed(phase: int, moment: Moment) -> bool:
    """Whether the hidden text of this phase has come out."""
    script = moment.script.phase(phase)
    if script is None or script.reveal == Reveal.NEVER:
        return False
    if phase in moment.revealed:
        return True
    return script.reveal == Reveal.ON_ADVANCE and moment.pointer > phase


def sees(text: Text, seat_kind: str, moment: Moment) -> bool:
    """Whether somebody in this kind of seat sees this text at this moment."""
    if moment.status == Status.CLOSED or text.kind == WriteKind.PULSE:  # its tally is nobody's: pulse.py makes a shape
        return False
    if text.is_own:
        return True
    if text.late or text.kind in OWN_KINDS:
        return False
    if text.kind in HIDDEN_KINDS and not is_revealed(text.phase, moment):
        return False
    if moment.is_over:
        return text.kind == WriteKind.AGREEMENT and seat_kind != SeatKind.BEAMER
    current = moment.script.phase(moment.pointer)
    if current is None or current.turns(seat_kind):
        return False
    if text.kind == CASE:
        return moment.pointer >= moment.script.telling and current.part in {MethodKind.METHOD, MethodKind.LENS}
    if text.kind == WriteKind.AGREEMENT:
        return text.phase <= moment.pointer
    source = moment.script.phase(text.phase)
    return text.phase == moment.pointer or (source is not None and moment.pointer in source.carries_to)
