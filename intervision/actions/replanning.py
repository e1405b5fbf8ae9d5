"""Another day for a planned session, or none."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from intervision.actions.closing import forget
from intervision.actions.locking import locked, store
from intervision.calendars import minutes_of
from intervision.models import CancelledSession, Seat
from intervision.pace import shifted
from intervision.rules import check_can_replan
from intervision.script import Script
from intervision.tasks import tell_cancelled, tell_moved


@transaction.atomic
def move_session(*, session_id: uuid.UUID, by: Seat, starts_at: datetime) -> None:
    """Put a planned session on another moment; pokes every device and, after the commit, mails the others.

    Over days its phases keep their distance: each date moves by as many days.

    Raises NotYourPlace for whoever did not plan it and does not facilitate it, NotNow once it began.
    """
    session = locked(session_id)
    check_can_replan(session, by)
    if session.starts_at == starts_at:
        return
    if session.is_slow:
        days = (timezone.localdate(starts_at) - timezone.localdate(session.starts_at)).days
        script = Script.from_json(session.method_snapshot)
        session.method_snapshot = shifted(script, since=1, days=days).to_json()
    session.starts_at, session.moved_at = starts_at, timezone.now()
    session.sequence += 1
    store(session)
    transaction.on_commit(lambda: tell_moved.enqueue(str(session_id), by.person_id or 0))


@transaction.atomic
def cancel_session(*, session_id: uuid.UUID, by: Seat) -> None:
    """Take a planned session away, with its chairs, and mail the others after the commit. What was
    prepared for it goes with its key.

    What stays for a while is for calendars: that it was planned, and does not take place.

    Raises NotYourPlace and NotNow as `move_session`.
    """
    session = locked(session_id)
    check_can_replan(session, by)
    chairs = Seat.objects.filter(session=session, person__isnull=False).exclude(person=by.person_id)
    others = list(chairs.values_list("person", flat=True))
    assert session.circle is not None  # a practice is not cancelled
    gone = CancelledSession.objects.create(
        id=session.pk,
        circle=session.circle,
        starts_at=session.starts_at,
        minutes=minutes_of(session),
        sequence=session.sequence + 1,
        cancelled_at=timezone.now(),
    )
    forget(session)
    session.delete()
    transaction.on_commit(lambda: tell_cancelled.enqueue(str(gone.pk), others))
