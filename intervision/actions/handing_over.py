"""Handing over who facilitates: a proposal, and the consent of a second person."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.actions.locking import locked, store
from intervision.enums import SeatKind
from intervision.exceptions import NotYourPlace
from intervision.handover import check_can_accept, check_can_propose, check_can_refuse
from intervision.models import Seat, Session


@transaction.atomic
def propose(*, session_id: uuid.UUID, by: Seat, to: uuid.UUID | None = None) -> None:
    """Offer it to this seat, or ask it for one's own. Nothing changes until somebody accepts.

    Locks the session. Raises NotYourPlace or NotNow.
    """
    session = locked(session_id)
    chosen = Seat.objects.admitted().filter(session=session, pk=to).first() if to else None
    session.offered_to = check_can_propose(session, _as_it_is(session, by), chosen)
    session.offered_by, session.offered_at = by, timezone.now()
    store(session)


@transaction.atomic
def accept(*, session_id: uuid.UUID, by: Seat) -> None:
    """The two change places: who facilitated, is from now on what the other was. Nobody's texts change hands.

    A click on the course that was made before is stale from then on. Locks the session, so that two who accept at once
    change it once. Raises NotYourPlace or NotNow.
    """
    session = locked(session_id)
    check_can_accept(session, _as_it_is(session, by), timezone.now())
    new = Seat.objects.admitted().filter(session=session, pk__in=[session.offered_to_id]).first()
    old = Seat.objects.filter(session=session, kind=SeatKind.FACILITATOR).first()
    _clear(session)
    if new is None or old is None:
        store(session)
        return
    old.kind, new.kind = new.kind, old.kind
    for seat in (old, new):
        seat.save(update_fields=["kind"])
    session.move += 1
    store(session)


@transaction.atomic
def refuse(*, session_id: uuid.UUID, by: Seat) -> None:
    """Say no, or take it back: there is no proposal any more. Raises NotYourPlace or NotNow."""
    session = locked(session_id)
    check_can_refuse(session, _as_it_is(session, by))
    _clear(session)
    store(session)


def _clear(session: Session) -> None:
    session.offered_to = session.offered_by = session.offered_at = None


def _as_it_is(session: Session, by: Seat) -> Seat:
    """This seat under the lock: who steered a moment ago may not any more."""
    seat = Seat.objects.filter(session=session, pk=by.pk).first()
    if seat is None:
        raise NotYourPlace(_("Deze stoel is er niet meer."))
    return seat
