"""The two mails of after-care. Neither says what was brought, nor who brought it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from intervision.models import AfterCare
from people import mail
from people.models import User


def send_line(care: AfterCare) -> bool:
    """Ask how they are, in their language; whether that worked."""
    with override(care.person.language):
        link = settings.SITE_URL + reverse("intervision:after_care", kwargs={"care_id": care.pk})
        body = render_to_string("emails/after_care.txt", {"link": link})
        return mail.send(EmailMessage(subject=_("Hoe zit je erbij?"), body=body, to=[care.person.email]))


@task()
def ask_carer(carer_id: int, person_id: int) -> None:
    """Tell who facilitated that this person would like to hear from them. Nothing where either is gone by now."""
    people = {each.pk: each for each in User.objects.filter(pk__in=(carer_id, person_id), is_active=True)}
    carer, person = people.get(carer_id), people.get(person_id)
    if carer is None or person is None:
        return
    with override(carer.language):
        body = render_to_string("emails/after_care_asked.txt", {"name": person.called})
        mail.send(EmailMessage(subject=_("Iemand hoort graag van je"), body=body, to=[carer.email]))
