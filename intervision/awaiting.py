"""Whom a session over days waits for. Nobody is shown who they are: they get one mail, when a person says so."""

from intervision.enums import STEERING_KINDS, Move
from intervision.models import Contribution, Ready, Seat, Session
from intervision.pace import Asked, asked_of
from intervision.script import Script


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
