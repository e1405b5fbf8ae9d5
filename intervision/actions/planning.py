"""Planning a session."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from intervision.enums import SeatKind
from intervision.models import Method, Seat, Session
from intervision.rules import check_can_plan
from intervision.script import script_of
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
) -> Session:
    """Make a session with its seats and a snapshot of the method. Sends nothing, and holds no word of a case.

    Raises NotYourPlace when the planner is no member of the circle.
    """
    check_can_plan(circle, by)
    script = script_of(method)
    if not Session.objects.filter(circle=circle).exists():
        script = script.for_the_first_time()
    session = Session.objects.create(
        circle=circle, method=method, starts_at=starts_at, method_snapshot=script.to_json()
    )
    chairs = [(SeatKind.FACILITATOR, facilitator), (SeatKind.BRINGER, bringer)]
    chairs += [(SeatKind.PEER, peer) for peer in peers]
    Seat.objects.bulk_create(
        Seat(session=session, kind=kind, person=person, order=order, planned=person == by)
        for order, (kind, person) in enumerate(chairs)
    )
    return session
