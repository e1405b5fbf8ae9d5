"""The one mail to the editors that something is new on the list of what has to be read again. No word of what."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from people import mail
from people.models import User


def send_due(person: User) -> bool:
    """Mail it to this editor, in their language; whether that worked."""
    with override(person.language):
        link = f"{settings.SITE_URL}{reverse('cases:reviews')}#opnieuw"
        body = render_to_string("emails/reviews_due.txt", {"link": link})
        return mail.send(EmailMessage(subject=_("Er moet iets opnieuw nagelezen worden"), body=body, to=[person.email]))
