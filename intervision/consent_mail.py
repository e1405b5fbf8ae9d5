"""The mail that asks whether a learning line may leave the circle. It says nothing of the line."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from people import mail
from people.models import User


@task()
def ask_bringer(line_id: str, person_id: int) -> None:
    """Ask this person, in their language. Nothing where they are gone by now."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    with override(person.language):
        link = settings.SITE_URL + reverse("intervision:line_consent", kwargs={"line_id": line_id})
        body = render_to_string("emails/line_consent.txt", {"link": link})
        mail.send(EmailMessage(subject=_("Mag een leerlijn verder?"), body=body, to=[person.email]))
