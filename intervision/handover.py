"""Who facilitates from now on: only by consent of two, and never so that a room is stuck.

The facilitator offers it and somebody accepts; or somebody asks for it and the facilitator accepts. Nothing here knows
whether a facilitator is still there: a telephone that sleeps looks like one that left. So what is asked can also be
granted by a second member, once the facilitator has had some time to answer and did not. Who is there says no, and it
is over. It is over as well when the one it is for cannot take it any more: then it holds up nobody else. Reads nothing
but `chairs`, which whoever projects a room has at hand.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intervision.enums import SeatKind, Status
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Seat, Session

TO_ANSWER = timedelta(minutes=2)
TO_ANSWER_SLOWLY = timedelta(days=1)
"""How long a facilitator alone can answer what somebody asks. Over days nobody sits waiting for it."""
TAKING_KINDS = frozenset({SeatKind.CO_FACILITATOR, SeatKind.PEER})
"""Can take it over. Whoever brings the case cannot hold the course of it, and a guest leaves tonight."""
AGREEING_KINDS = frozenset({*TAKING_KINDS, SeatKind.BRINGER})
"""Can grant what another asks, when the facilitator does not answer."""


@dataclass(frozen=True)
class Choice:
    """Somebody to offer it to."""

    id: uuid.UUID
    called: str


@dataclass(frozen=True)
class HandingOver:
    """What one seat can do about it, and what was proposed as far as it concerns this seat."""

    to: str = ""
    is_asked: bool = False
    is_to_you: bool = False
    is_by_you: bool = False
    can_accept: bool = False
    can_refuse: bool = False
    others_from: datetime | None = None
    """From when a second member can grant it."""
    can_offer_to: tuple[Choice, ...] = ()
    can_ask: bool = False


def handing_over_of(session: Session, seat: Seat, chairs: Sequence[Seat]) -> HandingOver | None:
    """For this seat; None where it has nothing to do with it."""
    if seat.kind not in {SeatKind.FACILITATOR, *AGREEING_KINDS} or not _is_possible(session):
        return None
    takers = [each for each in chairs if can_take(each) and each.is_of_member]
    to = next((each for each in takers if each.pk == session.offered_to_id), None)
    if to is None:
        steers = seat.kind == SeatKind.FACILITATOR
        view = HandingOver(
            can_offer_to=tuple(Choice(each.pk, each.called) for each in takers) if steers else (),
            can_ask=can_take(seat),
        )
        return view if view.can_offer_to or view.can_ask else None
    asked = session.offered_by_id == to.pk
    concerned = seat.kind == SeatKind.FACILITATOR or seat.pk == to.pk
    if not (asked or concerned):
        return None
    return HandingOver(
        to=to.called,
        is_asked=asked,
        is_to_you=seat.pk == to.pk,
        is_by_you=seat.pk == session.offered_by_id,
        can_accept=seat.pk != session.offered_by_id,
        can_refuse=concerned,
        others_from=_others_from(session) if asked else None,
    )


def check_can_propose(session: Session, by: Seat, to: Seat | None, *, standing: Seat | None) -> Seat:
    """The facilitator offers it to another, or a member asks it for themselves; one proposal at a time. The seat it is
    for. `standing` is who could still take it after an earlier proposal."""
    _check_possible(session)
    if by.kind != SeatKind.FACILITATOR and (by.kind not in TAKING_KINDS or (to is not None and to.pk != by.pk)):
        raise NotYourPlace(_("Alleen wie begeleidt, draagt de begeleiding over. Wie meedenkt, kan ze zelf vragen."))
    to = to if by.kind == SeatKind.FACILITATOR else by
    if to is None or not can_take(to):
        raise NotYourPlace(_("Dat kan niet: kies iemand die meedenkt en een eigen toestel heeft."))
    if standing is not None:
        raise NotNow(_("Er ligt al een voorstel. Antwoord daar eerst op."))
    return to


def check_can_accept(session: Session, by: Seat, now: datetime, *, standing: Seat | None) -> Seat:
    """Whoever it is offered to; or for what is asked the facilitator, and after a while any other member. The seat that
    takes it: who could when it was proposed, may have another place by now, or none (`standing` is None)."""
    _check_open(session)
    if standing is None:
        raise NotNow(_("Er ligt geen voorstel meer."))
    asked = session.offered_by_id == session.offered_to_id
    if by.pk == session.offered_by_id or (not asked and by.pk != session.offered_to_id):
        raise NotYourPlace(_("Op dit voorstel antwoordt iemand anders."))
    if not asked or by.kind == SeatKind.FACILITATOR:
        return standing
    if by.kind not in AGREEING_KINDS:
        raise NotYourPlace(_("Op dit voorstel antwoordt iemand anders."))
    if now < (since := _others_from(session)):
        at = date_format(timezone.localtime(since), "j F, H:i" if session.is_slow else "H:i")
        raise NotNow(_("Wie begeleidt, kan nog antwoorden. Vanaf %(at)s kan jij instemmen.") % {"at": at})
    return standing


def check_can_refuse(session: Session, by: Seat) -> None:
    """Whoever facilitates, and whoever it is for: a no of either ends it."""
    _check_open(session)
    if by.kind != SeatKind.FACILITATOR and by.pk != session.offered_to_id:
        raise NotYourPlace(_("Op dit voorstel antwoordt iemand anders."))


def _check_open(session: Session) -> None:
    _check_possible(session)
    if session.offered_to_id is None or session.offered_by_id is None:
        raise NotNow(_("Er ligt geen voorstel meer."))


def _check_possible(session: Session) -> None:
    if session.is_practice:
        raise NotNow(_("In een oefening begeleid jij. De anderen worden gespeeld."))
    if session.status == Status.CLOSED:
        raise NotNow(_("De sessie is afgesloten."))


def _is_possible(session: Session) -> bool:
    return not session.is_practice and session.status != Status.CLOSED


def can_take(seat: Seat) -> bool:
    """Somebody of the circle with a device of their own."""
    return seat.kind in TAKING_KINDS and seat.person_id is not None and seat.typed_by_id is None


def drop_offer(session: Session, *, of: Collection[Seat] | None = None) -> None:
    """There is no proposal any more; given seats, only where it was theirs to make or to take. Does not save."""
    concerned = {session.offered_to_id, session.offered_by_id}
    if of is None or concerned & {seat.pk for seat in of}:
        session.offered_to = session.offered_by = session.offered_at = None


def _others_from(session: Session) -> datetime:
    assert session.offered_at is not None
    return session.offered_at + (TO_ANSWER_SLOWLY if session.is_slow else TO_ANSWER)
