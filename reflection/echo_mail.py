"""The one mail about an echo: that something lies ready, and nothing of what, or of where it was written."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from people import mail
from reflection.models import Echo


def send_ready(echo: Echo) -> bool:
    """Mail it to who asked for it, in their language; whether that worked."""
    with override(echo.person.language):
        link = settings.SITE_URL + reverse("reflection:echo", kwargs={"pk": echo.pk})
        body = render_to_string("emails/echo.txt", {"link": link})
        return mail.send(EmailMessage(subject=_("Er ligt iets voor je klaar"), body=body, to=[echo.person.email]))
