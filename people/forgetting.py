"""What of the accounts themselves goes with a person, beside what the declarations say."""

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import ProtectedError

from people.erasing import Traces, register_after, register_within
from people.handing_over import heir_of
from people.mailbox import forget_mails
from people.models import Circle, Invitation, Membership, MembershipRole, User
from people.personal_data import Kind, OnErase, personal_data


def end_sessions(person: User, _traces: Traces) -> None:
    """Every session of this person, the ended ones too."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def forget_invitations(_person: User, traces: Traces) -> None:
    """Invitations to their addresses, accepted or not."""
    for email in traces.emails:
        Invitation.objects.filter(email__iexact=email).delete()


def hand_over_circles(person: User, _traces: Traces) -> None:
    """A circle goes on with its longest member as its admin; one that nobody else was ever in, goes."""
    for membership in person.memberships.exclude(circle=None).select_related("circle"):
        circle = membership.circle
        assert circle is not None  # filtered
        heir = heir_of(circle, without=person)
        if heir is not None:
            Membership.objects.filter(pk=heir.pk).update(role=MembershipRole.ADMIN)
        if not Membership.objects.filter(circle=circle).exclude(person=person).exists():
            _end(circle)


def _end(circle: Circle) -> None:
    try:
        circle.delete()
    except ProtectedError:
        Circle.objects.filter(pk=circle.pk).update(name="")  # something of others points at it; its name was theirs


def register() -> None:
    """Called when the apps are ready."""
    personal_data(subject="user", fields={"email": Kind.CONTACT, "verified": Kind.ACTIVITY}, on_erase=OnErase.DELETE)(
        EmailAddress
    )
    register_within(end_sessions)
    register_within(forget_invitations)
    register_within(hand_over_circles)
    register_after(forget_mails)
