"""Whom somebody can turn to after a session in which they brought something, and whether they want to be asked."""

import uuid

from intervision.enums import STEERING_KINDS, SeatKind
from intervision.models import AfterCare, NoAfterCare, Seat
from people.models import User


def after_care_of(person: User, care_id: uuid.UUID) -> AfterCare | None:
    """One of this person's lines, with its circle. One query."""
    return AfterCare.objects.filter(pk=care_id, person=person).select_related("session__circle").first()


def carer_of(care: AfterCare) -> User | None:
    """Whoever facilitated and is still here; else whoever did so beside them. One query."""
    seats = Seat.objects.filter(session=care.session_id, kind__in=STEERING_KINDS, person__is_active=True)
    found = {seat.kind: seat.person for seat in seats.select_related("person")}
    return found.get(SeatKind.FACILITATOR) or found.get(SeatKind.CO_FACILITATOR)


def wants_after_care(person: User) -> bool:
    """Whether this person is asked. One query."""
    return not NoAfterCare.objects.filter(person=person).exists()
