"""The one mail about saved questions: that there is something new, and nothing of what, for which, or how much."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from people import mail
from people.models import User


def send_news(person: User) -> bool:
    """Mail it to this person, in their language; whether that worked."""
    with override(person.language):
        link = settings.SITE_URL + reverse("shelf:searches")
        body = render_to_string("emails/saved_search.txt", {"link": link})
        message = EmailMessage(subject=_("Er is iets nieuws voor een zoekvraag van je"), body=body, to=[person.email])
        return mail.send(message)
