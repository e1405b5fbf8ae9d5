"""A planned session over days instead of at a table, and back."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from intervision.actions.locking import locked, store
from intervision.enums import Status
from intervision.models import Seat, Session
from intervision.pace import slowed
from intervision.rules import check_can_replan
from intervision.script import Script, script_of


@transaction.atomic
def hold_slowly(*, session_id: uuid.UUID, by: Seat, closes: Sequence[datetime]) -> None:
    """Give every phase of the plan a date, or other dates. Raises NotYourPlace and NotNow as `move_session`."""
    session = locked(session_id)
    check_can_replan(session, by)
    session.method_snapshot = slowed(Script.from_json(session.method_snapshot), closes).to_json()
    session.is_slow = True
    store(session)


@transaction.atomic
def hold_at_a_table(*, session_id: uuid.UUID, by: Seat) -> None:
    """Take the method as it is, without dates. Raises as `hold_slowly`."""
    session = locked(session_id)
    check_can_replan(session, by)
    script = script_of(session.method)
    others = Session.objects.filter(circle=session.circle_id).exclude(pk=session.pk)
    if not others.exclude(status=Status.PLANNED).exists():
        script = script.for_the_first_time()
    session.method_snapshot, session.is_slow = script.to_json(), False
    store(session)
