"""Somebody without a device: a neighbour enters what they say, as theirs."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.actions.writing import contribute
from intervision.enums import OWN_KINDS, STEERING_KINDS, TYPED_KINDS, TYPING_KINDS, Status
from intervision.exceptions import NotNow, NotYourPlace
from intervision.handover import drop_offer
from intervision.models import Ready, Seat
from intervision.script import Script


@transaction.atomic
def let_type(*, session_id: uuid.UUID, by: Seat, seat_id: uuid.UUID, typed_by: uuid.UUID | None) -> None:
    """Say which neighbour enters for this chair from now on; None ends it.

    Raises NotYourPlace for whoever does not steer and for chairs that it cannot be, NotNow after the end.
    """
    session = locked(session_id)
    if by.kind not in STEERING_KINDS:
        raise NotYourPlace(_("Alleen wie begeleidt, wijst aan wie voor wie typt."))
    if session.status == Status.CLOSED:
        raise NotNow(_("De sessie is afgesloten."))
    seat = Seat.objects.filter(session=session, pk=seat_id, kind__in=TYPED_KINDS).first()
    neighbour = None
    if typed_by is not None:
        neighbour = Seat.objects.filter(session=session, pk=typed_by, kind__in=TYPING_KINDS, typed_by=None).first()
    if seat is None or (typed_by is not None and (neighbour is None or neighbour.pk == seat.pk)):
        raise NotYourPlace(_("Dat kan niet: kies iemand die zelf een toestel heeft en mee mag schrijven."))
    if neighbour is not None and seat.types_for.exists():
        raise NotYourPlace(_("Deze persoon typt zelf al voor iemand anders."))
    seat.typed_by = neighbour
    seat.save(update_fields=["typed_by"])
    if neighbour is not None:
        drop_offer(session, of=[seat])  # who facilitates has a device of their own
    store(session)


@transaction.atomic
def contribute_for(
    *, session_id: uuid.UUID, by: Seat, seat_id: uuid.UUID, contribution_id: uuid.UUID, phase: int, slot: int, text: str
) -> Seat:
    """Hand in what a neighbour said, as theirs; whoever said it is done with that phase. The neighbour's chair.

    Never a note or what somebody takes along: those are for their own eyes. Raises NotYourPlace for whoever does not
    type for this chair, and what `contribute` raises.
    """
    session = locked(session_id)
    seat = Seat.objects.filter(session=session, pk=seat_id, typed_by=by).select_related("person").first()
    found = Script.from_json(session.method_snapshot).phase(phase)
    where = found.slot(slot) if found else None
    if seat is None or (where is not None and where.kind in OWN_KINDS):
        raise NotYourPlace(_("Voor deze persoon typ jij hier niet."))
    contribute(session_id=session_id, by=seat, contribution_id=contribution_id, phase=phase, slot=slot, text=text)
    if where is not None and where.is_hidden and phase == session.pointer:
        Ready.objects.get_or_create(seat=seat, phase=phase)
    return seat
