"""What people are mailed about a session that was planned. Arguments are ids, never a text."""

import uuid
from collections import defaultdict

from django_tasks import task

from intervision import planning_mail
from intervision.models import CancelledSession, Seat, Session
from people.models import User


@task()
def tell_planned(session_ids: list[str], by_id: int, person_ids: list[int] | None = None) -> None:
    """Tell everybody with a chair, except who planned them, of these sessions at once; or only these people, who got a
    chair later. What is gone by now is left out."""
    seats = Seat.objects.filter(session__in=[uuid.UUID(each) for each in session_ids], person__is_active=True)
    if person_ids is not None:
        seats = seats.filter(person__in=person_ids)
    theirs: defaultdict[User, list[Session]] = defaultdict(list)
    for seat in seats.exclude(person=by_id).select_related("person", "session__circle").order_by("session__starts_at"):
        assert seat.person is not None  # asked for by what is active
        theirs[seat.person].append(seat.session)
    for person, sessions in theirs.items():
        planning_mail.send_planned(sessions, person)


@task()
def tell_moved(session_id: str, by_id: int) -> None:
    """Tell everybody with a chair, except who did it, when the session is now. Nothing where it is gone by now."""
    session = Session.objects.select_related("circle").filter(pk=uuid.UUID(session_id)).first()
    if session is not None:
        for person in User.objects.filter(seats__session=session, is_active=True).exclude(pk=by_id):
            planning_mail.send_moved(session, person)


@task()
def tell_cancelled(session_id: str, person_ids: list[int]) -> None:
    """Tell these people that the session does not take place."""
    gone = CancelledSession.objects.select_related("circle").filter(pk=uuid.UUID(session_id)).first()
    if gone is not None:
        for person in User.objects.filter(pk__in=person_ids, is_active=True):
            planning_mail.send_cancelled(gone, person)


@task()
def tell_awaited(session_id: str, phase: int, person_ids: list[int]) -> None:
    """Tell these people that the group waits for them, unless it went on meanwhile."""
    session = Session.objects.select_related("circle").filter(pk=uuid.UUID(session_id), pointer=phase).first()
    if session is not None and session.deadline is not None:
        for person in User.objects.filter(pk__in=person_ids, is_active=True):
            planning_mail.send_awaited(session, person)


@task()
def tell_seats(session_id: str, person_ids: list[int]) -> None:
    """Tell these people that they have another place, where they still have one."""
    session = Session.objects.select_related("circle").filter(pk=uuid.UUID(session_id)).first()
    if session is not None:
        for person in User.objects.filter(pk__in=person_ids, seats__session=session, is_active=True):
            planning_mail.send_seats(session, person)


@task()
def tell_unseated(session_id: str, person_ids: list[int]) -> None:
    """Tell these people that they have no place any more, unless they got one again."""
    session = Session.objects.select_related("circle").filter(pk=uuid.UUID(session_id)).first()
    if session is not None:
        for person in User.objects.filter(pk__in=person_ids, is_active=True).exclude(seats__session=session):
            planning_mail.send_unseated(session, person)
