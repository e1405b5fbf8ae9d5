"""Planning a session, or all those that a rhythm proposes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from intervision.enums import SeatKind
from intervision.models import Method, Seat, Session
from intervision.rhythm import ProposedSession
from intervision.rules import check_can_plan
from intervision.script import script_of
from intervision.tasks import tell_planned
from people.models import Circle, User


@transaction.atomic
def plan_session(
    *,
    by: User,
    circle: Circle,
    method: Method,
    starts_at: datetime,
    facilitator: User,
    bringer: User,
    peers: Iterable[User],
    co_facilitator: User | None = None,
) -> Session:
    """Make a session with its seats and a snapshot of the method, and mail the others after the commit. It holds no
    word of a case.

    Raises NotYourPlace when the planner is no member of the circle, NotNow when the circle is too small.
    """
    check_can_plan(circle, by)
    session = _make(by, circle, method, starts_at, facilitator, bringer, peers, co_facilitator)
    _tell([session], by)
    return session


@transaction.atomic
def plan_series(*, by: User, circle: Circle, method: Method, proposed: Iterable[ProposedSession]) -> list[Session]:
    """All of these at once, each with whose turn it is and everybody else thinking along; one mail each.

    Locks the circle, so that two who confirm at once do not plan a date twice: what is planned by then is left out.
    Raises as `plan_session`.
    """
    check_can_plan(circle, by)
    Circle.objects.select_for_update().get(pk=circle.pk)
    taken = set(Session.objects.filter(circle=circle).values_list("starts_at", flat=True))
    made = [
        _make(by, circle, method, each.starts_at, each.facilitator, each.bringer, each.others)
        for each in proposed
        if each.starts_at not in taken
    ]
    _tell(made, by)
    return made


def _make(
    by: User,
    circle: Circle,
    method: Method,
    starts_at: datetime,
    facilitator: User,
    bringer: User,
    peers: Iterable[User],
    co_facilitator: User | None = None,
) -> Session:
    peers = list(peers)
    script = script_of(method, peers=len(peers))
    if not Session.objects.filter(circle=circle).exists():
        script = script.for_the_first_time()
    session = Session.objects.create(
        circle=circle, method=method, starts_at=starts_at, method_snapshot=script.to_json()
    )
    chairs = [(SeatKind.FACILITATOR, facilitator), (SeatKind.BRINGER, bringer)]
    chairs += [(SeatKind.CO_FACILITATOR, co_facilitator)] if co_facilitator else []
    chairs += [(SeatKind.PEER, peer) for peer in peers]
    Seat.objects.bulk_create(
        Seat(session=session, kind=kind, person=person, order=order, planned=person == by)
        for order, (kind, person) in enumerate(chairs)
    )
    return session


def _tell(sessions: list[Session], by: User) -> None:
    if sessions:
        ids = [str(each.pk) for each in sessions]
        transaction.on_commit(lambda: tell_planned.enqueue(ids, by.pk))
