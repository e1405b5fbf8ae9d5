"""Another day for a planned session, or none."""

import uuid
from datetime import datetime

from django.db import transaction

from intervision.actions.locking import locked, store
from intervision.models import Seat
from intervision.rules import check_can_replan
from intervision.tasks import tell_cancelled, tell_moved


@transaction.atomic
def move_session(*, session_id: uuid.UUID, by: Seat, starts_at: datetime) -> None:
    """Put a planned session on another moment; pokes every device and, after the commit, mails the others.

    Raises NotYourPlace for whoever did not plan it and does not facilitate it, NotNow once it began.
    """
    session = locked(session_id)
    check_can_replan(session, by)
    if session.starts_at == starts_at:
        return
    session.starts_at = starts_at
    store(session)
    transaction.on_commit(lambda: tell_moved.enqueue(str(session_id), by.person_id or 0))


@transaction.atomic
def cancel_session(*, session_id: uuid.UUID, by: Seat) -> None:
    """Take a planned session away, with its chairs, and mail the others after the commit. It holds no text yet.

    Raises NotYourPlace and NotNow as `move_session`.
    """
    session = locked(session_id)
    check_can_replan(session, by)
    chairs = Seat.objects.filter(session=session, person__isnull=False).exclude(person=by.person_id)
    others = list(chairs.values_list("person", flat=True))
    told = (str(session.circle_id), session.starts_at.isoformat(), others)
    session.delete()
    transaction.on_commit(lambda: tell_cancelled.enqueue(*told))
