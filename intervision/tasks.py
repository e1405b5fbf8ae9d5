"""What people are mailed about a session that was planned. Arguments are ids and a moment, never a text."""

import uuid
from datetime import datetime

from django_tasks import task

from intervision import planning_mail
from intervision.models import Session
from people.models import Circle, User


@task()
def tell_moved(session_id: str, by_id: int) -> None:
    """Tell everybody with a chair, except who did it, when the session is now. Nothing where it is gone by now."""
    session = Session.objects.select_related("circle").filter(pk=uuid.UUID(session_id)).first()
    if session is not None:
        for person in User.objects.filter(seats__session=session, is_active=True).exclude(pk=by_id):
            planning_mail.send_moved(session, person)


@task()
def tell_cancelled(circle_id: str, starts_at: str, person_ids: list[int]) -> None:
    """Tell these people that the session of that moment does not take place."""
    circle = Circle.objects.filter(pk=uuid.UUID(circle_id)).first()
    if circle is not None:
        for person in User.objects.filter(pk__in=person_ids, is_active=True):
            planning_mail.send_cancelled(circle, datetime.fromisoformat(starts_at), person)
