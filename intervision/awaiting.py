"""Whom a group waits for. In a session over days nobody is shown who: they get one mail, when a person says so."""

from intervision.enums import PERSON_KINDS, STEERING_KINDS, Move
from intervision.models import Contribution, Ready, Seat, Session
from intervision.pace import Asked, asked_of
from intervision.script import PhaseScript, Script


def is_waited_for(phase: PhaseScript, seat: Seat) -> bool:
    """Whether the others wait for this seat's hidden text. How it went, nobody says for a neighbour."""
    if phase.asks_a_pulse and seat.typed_by_id:
        return False
    return seat.kind in PERSON_KINDS and seat.is_in and phase.is_written_by(seat.kind)


def still_writing(session: Session, script: Script) -> int:
    """How many the others still wait for in the phase that runs; nobody once its texts are shown."""
    phase = script.phase(session.pointer)
    if phase is None or not phase.is_writing or phase.nr in session.revealed:
        return 0
    ready = set(Ready.objects.filter(seat__session=session, phase=phase.nr).values_list("seat", flat=True))
    seats = Seat.objects.filter(session=session).exclude(pk__in=ready)
    return sum(1 for seat in seats if is_waited_for(phase, seat))


def awaited(session: Session, script: Script) -> list[Seat]:
    """The seats that are asked to write in the phase that runs and did not say or show that they are done."""
    phase = script.phase(session.pointer)
    if phase is None:
        return []
    ready = set(Ready.objects.filter(seat__session=session, phase=phase.nr).values_list("seat", flat=True))
    written = set(
        Contribution.objects.filter(session=session, phase=phase.nr, seat__isnull=False).values_list("seat", flat=True)
    )
    seats = Seat.objects.filter(session=session, person__isnull=False).exclude(kind__in=STEERING_KINDS)
    return [
        seat
        for seat in seats
        if asked_of(phase, seat.kind, is_ready=seat.pk in ready, has_written=seat.pk in written)
        in {Asked.WRITE_HIDDEN, Asked.WRITE}
    ]


def was_told(session: Session) -> bool:
    """Whether whoever is waited for was told so in this phase already. Once is enough."""
    return session.events.filter(kind=Move.NUDGE, from_phase=session.pointer).exists()
