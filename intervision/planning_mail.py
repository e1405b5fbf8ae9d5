"""The mails about a planned session: its circle and its moment, and no word of a case, nor of who brings one."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from intervision.models import Session
from people import mail
from people.models import Circle, User


def send_moved(session: Session, person: User) -> bool:
    """Mail the new moment, in the language of who reads it; whether that worked."""
    with override(person.language):
        link = settings.SITE_URL + session.get_absolute_url()
        body = render_to_string("emails/session_moved.txt", {"session": session, "link": link})
        return mail.send(EmailMessage(subject=_("Je sessie is verzet"), body=body, to=[person.email]))


def send_cancelled(circle: Circle, starts_at: datetime, person: User) -> bool:
    """Mail that it does not take place, in the language of who reads it; whether that worked."""
    with override(person.language):
        body = render_to_string("emails/session_cancelled.txt", {"circle": circle, "starts_at": starts_at})
        return mail.send(EmailMessage(subject=_("Je sessie gaat niet door"), body=body, to=[person.email]))
