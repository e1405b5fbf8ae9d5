"""Handing over who facilitates: a proposal, and the consent of a second person."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import SeatKind
from intervision.exceptions import NotYourPlace
from intervision.handover import can_take, check_can_accept, check_can_propose, check_can_refuse, drop_offer
from intervision.models import Seat, Session


@transaction.atomic
def propose(*, session_id: uuid.UUID, by: Seat, to: uuid.UUID | None = None) -> None:
    """Offer it to this seat, or ask it for one's own. Nothing changes until somebody accepts.

    Locks the session. Raises NotYourPlace or NotNow.
    """
    session = locked(session_id)
    chosen = Seat.objects.admitted().filter(session=session, pk=to).first() if to else None
    session.offered_to = check_can_propose(session, _as_it_is(session, by), chosen, standing=_standing(session))
    session.offered_by, session.offered_at = by, timezone.now()
    store(session)


@transaction.atomic
def accept(*, session_id: uuid.UUID, by: Seat) -> None:
    """The two change places: who facilitated, is from now on what the other was. Nobody's texts change hands.

    A click on the course that was made before is stale from then on. Locks the session, so that two who accept at once
    change it once. Raises NotYourPlace or NotNow.
    """
    session = locked(session_id)
    new = check_can_accept(session, _as_it_is(session, by), timezone.now(), standing=_standing(session))
    drop_offer(session)
    Seat.objects.filter(session=session, kind=SeatKind.FACILITATOR).update(kind=new.kind)
    new.kind = SeatKind.FACILITATOR
    new.save(update_fields=["kind"])
    session.move += 1
    store(session)


@transaction.atomic
def refuse(*, session_id: uuid.UUID, by: Seat) -> None:
    """Say no, or take it back: there is no proposal any more. Raises NotYourPlace or NotNow."""
    session = locked(session_id)
    check_can_refuse(session, _as_it_is(session, by))
    drop_offer(session)
    store(session)


def _standing(session: Session) -> Seat | None:
    """Who was proposed, if they can still take it."""
    if session.offered_to_id is None:
        return None
    seat = Seat.objects.admitted().filter(session=session, pk=session.offered_to_id).first()
    return seat if seat is not None and can_take(seat) else None


def _as_it_is(session: Session, by: Seat) -> Seat:
    """This seat under the lock: who steered a moment ago may not any more."""
    seat = Seat.objects.filter(session=session, pk=by.pk).first()
    if seat is None:
        raise NotYourPlace(_("Deze stoel is er niet meer."))
    return seat
