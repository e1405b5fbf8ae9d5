"""What is asked about circles, sessions and seats."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from intervision.actions.screens import hash_of
from intervision.enums import GUEST_KINDS, SeatKind, Status
from intervision.models import Agreement, KeptLine, Seat, Session, Signature
from people.kept_queries import KeptQuery
from people.models import Circle, Membership, User


def circles_of(person: User) -> QuerySet[Circle]:
    """The circles that this person is in now, with how many sessions are planned.

    And with the agreement that holds (`agreement_id`, None where there is none) and whether they signed it (`signed`).
    """
    mine = Membership.objects.current().filter(person=person, circle__isnull=False).values("circle")
    coming = Count("sessions", filter=Q(sessions__status=Status.PLANNED))
    holds = Agreement.objects.filter(circle=OuterRef("pk")).order_by("-version").values("pk")[:1]
    own = Signature.objects.filter(person=person, agreement=OuterRef("agreement_id"))
    return (
        Circle.objects.filter(pk__in=mine)
        .annotate(coming=coming, agreement_id=Subquery(holds))
        .annotate(signed=Exists(own))
        .order_by("name")
    )


def has_signed(person: User, circle_id: uuid.UUID) -> bool | None:
    """Whether they signed the agreement that holds; None where the circle wrote none."""
    own = Signature.objects.filter(person=person, agreement=OuterRef("pk"))
    holds = Agreement.objects.filter(circle=circle_id).order_by("-version").annotate(signed=Exists(own))
    return holds.values_list("signed", flat=True).first()


def members_of(circle: Circle) -> QuerySet[User]:
    """Who is in the circle now."""
    current = Membership.objects.current().filter(circle=circle).values("person")
    return User.objects.filter(pk__in=current, is_active=True).order_by("first_name", "pk")


def upcoming(user: User | AnonymousUser) -> QuerySet[Session]:
    """The sessions this person has a chair in and that are not closed, soonest first; with circle and method."""
    return (
        Session.objects.visible_to(user)
        .filter(is_practice=False)
        .exclude(status=Status.CLOSED)
        .select_related("circle", "method")
        .order_by("starts_at")
    )


def practice_of(user: User | AnonymousUser) -> Session | None:
    """The practice that this person has running; at most one."""
    return Session.objects.visible_to(user).filter(is_practice=True).select_related("method").first()


def sessions_of(circle: Circle) -> QuerySet[Session]:
    """Every session of the circle, newest first."""
    return Session.objects.filter(circle=circle).select_related("method").order_by("-starts_at")


def learning_lines(circle: Circle) -> list[KeptLine]:
    """The learning lines that the circle kept, newest first, each with its key at hand."""
    return list(KeptLine.objects.filter(circle=circle).select_related("data_key", "session__method"))


def own_lines(person: User) -> list[KeptLine]:
    """What this person kept for themselves, newest first, each with its key at hand."""
    return list(KeptLine.objects.filter(person=person).select_related("data_key", "session__method"))


def seated_in(session: Session) -> QuerySet[Seat]:
    """The chairs of people in this session, in the order of the circle, each with its person at hand."""
    return Seat.objects.filter(session=session, person__isnull=False).select_related("person").order_by("order", "pk")


def seat_of(person: User | AnonymousUser, session_id: uuid.UUID) -> Seat | None:
    """This person's chair in the session, with everything the room needs; None for whoever has no place in it."""
    if not person.is_authenticated:
        return None
    return next(iter(_SEAT.ask(person.pk, session_id)), None)


def screen_of(secret: str, session_id: uuid.UUID) -> Seat | None:
    """The chair of the screen whose cookie holds this secret; None for any other."""
    if not secret:
        return None
    return _seats().filter(session=session_id, kind=SeatKind.BEAMER, device_hash=hash_of(secret)).first()


def guest_of(secret: str, session_id: uuid.UUID) -> Seat | None:
    """The chair of the guest whose cookie holds this secret, once let in; None for any other."""
    if not secret:
        return None
    return _seats().filter(session=session_id, kind__in=GUEST_KINDS, device_hash=hash_of(secret)).first()


def at_the_door(secret: str, session_id: uuid.UUID) -> Seat | None:
    """The guest with this secret who was not let in yet."""
    if not secret:
        return None
    waiting = Seat.objects.filter(session=session_id, kind__in=GUEST_KINDS, admitted_at=None)
    return waiting.filter(device_hash=hash_of(secret)).select_related("session").first()


def still_admitted(seat_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these chairs still have a place in a session that is not closed. One query."""
    seats = Seat.objects.admitted().filter(pk__in=list(seat_ids)).exclude(session__status=Status.CLOSED)
    return set(seats.values_list("pk", flat=True))


def _seats(at: datetime | None = None) -> QuerySet[Seat]:
    return Seat.objects.admitted(at).select_related("person", "session__data_key", "session__circle")


_SEAT = KeptQuery(lambda person, now, session: _seats(now).filter(session=session, person=person)[:1])
