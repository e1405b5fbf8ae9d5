"""The mails about a planned session: its circle and its moment, and no word of a case, nor of who brings one.

Each carries the same as a file for people's own calendar.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from intervision.calendars import Entry, calendar_of, entry_of, entry_of_cancelled
from intervision.models import CancelledSession, Session
from people import mail
from people.models import User


def send_planned(sessions: Sequence[Session], person: User) -> bool:
    """Mail the moments of sessions of one circle, in the language of who reads it; whether that worked."""
    with override(person.language):
        subject = ngettext("Er is een sessie gepland", "Er zijn sessies gepland", len(sessions))
        told = [(session, settings.SITE_URL + session.get_absolute_url()) for session in sessions]
        context = {"circle": sessions[0].circle, "sessions": told}
        return _send(person, subject, "session_planned", context, [entry_of(session) for session in sessions])


def send_moved(session: Session, person: User) -> bool:
    """Mail the new moment, in the language of who reads it; whether that worked."""
    with override(person.language):
        context = {"session": session, "link": settings.SITE_URL + session.get_absolute_url()}
        return _send(person, _("Je sessie is verzet"), "session_moved", context, [entry_of(session)])


def send_seats(session: Session, person: User) -> bool:
    """Mail that somebody has another place; which, the page says. In the language of who reads it; whether that worked."""
    with override(person.language):
        context = {"session": session, "link": settings.SITE_URL + session.get_absolute_url()}
        return _send(person, _("Je plaats in een sessie is veranderd"), "session_seats", context, [entry_of(session)])


def send_unseated(session: Session, person: User) -> bool:
    """Mail that somebody has no place any more, with what takes it out of their calendar; whether that worked."""
    with override(person.language):
        entry = replace(entry_of(session), is_cancelled=True)
        return _send(
            person, _("Je hebt geen plaats meer in een sessie"), "session_unseated", {"session": session}, [entry]
        )


def send_cancelled(gone: CancelledSession, person: User) -> bool:
    """Mail that it does not take place, in the language of who reads it; whether that worked."""
    with override(person.language):
        context = {"circle": gone.circle, "starts_at": gone.starts_at}
        entries = [entry_of_cancelled(gone)]
        return _send(person, _("Je sessie gaat niet door"), "session_cancelled", context, entries)


def _send(person: User, subject: str, template: str, context: dict[str, Any], entries: Sequence[Entry]) -> bool:
    message = EmailMessage(subject=subject, body=render_to_string(f"emails/{template}.txt", context), to=[person.email])
    calendar = calendar_of(entries, method="PUBLISH").decode()
    message.attach("intervisie.ics", calendar, "text/calendar")
    return mail.send(message)


def send_awaited(session: Session, person: User) -> bool:
    """Mail that the facilitator asks to look, and until when; whether that worked."""
    with override(person.language):
        context = {"session": session, "link": settings.SITE_URL + session.get_absolute_url()}
        body = render_to_string("emails/session_awaits.txt", context)
        return mail.send(EmailMessage(subject=_("Je kring wacht op je"), body=body, to=[person.email]))
