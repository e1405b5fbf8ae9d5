"""Accounts that nobody uses any more: one mail, thirty days to come back, and then they are erased like any other.

Somebody who signs in has come back: nothing more has to be pressed. Whose mail could not be sent keeps their account.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from people import mail
from people.models import ErasureRequest, User
from people.retention import register_rule

KEPT = timedelta(days=730)
NOTICE = timedelta(days=30)
"""Between the mail and the erasure."""


def unused(now: datetime) -> "QuerySet[Any]":
    """Accounts whose time to be told has come. A sign-in lasts twelve hours, so that the last one says when an account
    was used. Who operates the site is left out: such an account is a key to the house."""
    seen = Coalesce("last_login", "date_joined")
    return User.objects.annotate(seen=seen).filter(
        seen__lt=now - KEPT + NOTICE, erasure_request=None, is_superuser=False
    )


def tell(people: "QuerySet[Any]") -> None:
    """Mail each of them once, and write down when their account goes."""
    for person in people:
        due_at = timezone.now() + NOTICE
        if _mail(person, due_at):
            ErasureRequest.objects.get_or_create(person=person, defaults={"due_at": due_at, "is_unused": True})


def came_back(_now: datetime) -> "QuerySet[Any]":
    """Requests of people who signed in since they were told."""
    found: QuerySet[Any] = ErasureRequest.objects.withdrawn()
    return found


def register() -> None:
    """Called when the apps are ready."""
    register_rule(
        "people.ErasureRequest",
        "an unused account whose person signed in again: it stays",
        find=came_back,
        end=lambda rows: ErasureRequest.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete(),
    )
    register_rule(
        "people.User",
        f"not signed in for {(KEPT - NOTICE).days} days: one mail, and erased {NOTICE.days} days later",
        find=unused,
        end=tell,
    )


def _mail(person: User, due_at: datetime) -> bool:
    with override(person.language):
        link = settings.SITE_URL + reverse("account_login")
        body = render_to_string("emails/unused.txt", {"link": link, "due_at": due_at})
        return mail.send(EmailMessage(subject=_("Gebruik je Meerstemmig nog?"), body=body, to=[person.email]))
