"""The mails that this room sends itself. No mail carries what somebody wrote, and no subject names a case or person."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Invitation

logger = logging.getLogger(__name__)


def send(message: EmailMessage) -> bool:
    """Hand the mail over; whether that worked. A mail server that is down changes no answer of the site.

    An error that only known addresses cause would tell which addresses are known (trust.md 3.1).
    """
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        logger.error("mail_not_sent", extra={"reason": type(error).__name__})
        return False
    return True


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the link to the invited address, in the language of the one who invites."""
    link = settings.SITE_URL + reverse("people:invitation", kwargs={"token": token})
    context = {"invitation": invitation, "group": invitation.group, "link": link}
    send(
        EmailMessage(
            subject=_("Een uitnodiging voor Meerstemmig"),
            body=render_to_string("emails/invitation.txt", context),
            to=[invitation.email],
        )
    )
