"""Accounts: made outside the sign-up form, named, signed out."""

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from people.models import User


@transaction.atomic
def register(*, email: str, name: str = "", password: str | None = None, language: str = "nl") -> User:
    """The account with this address, made where it is missing, its address verified. Sends no mail.

    For those who vouch for the address: demo data and the command line. An existing account keeps its name
    and password.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User.objects.create_user(email, password, first_name=name, language=language)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


@transaction.atomic
def rename(*, person: User, name: str, language: str, by: User) -> None:
    """Store how this person wants to be called and in which language. Only they themselves may."""
    assert by.pk == person.pk, "people name themselves"
    person.first_name, person.last_name, person.language = name.strip(), "", language
    person.save(update_fields=["first_name", "last_name", "language"])


def sign_out_everywhere(*, person: User) -> int:
    """End every session of this person; how many there were."""
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
            ended += 1
    return ended
