"""The one mail to who reported a case and left an address: that there is an answer. Nothing of the case or the report."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from cases.models import CaseReport
from people import mail


@task()
def announce(pk: str) -> None:
    """Send it, and forget the address where that worked. Runs in the background; a second time sends nothing."""
    report = CaseReport.objects.filter(pk=pk).select_related("data_key").first()
    if report is None or not (address := report.told.get("address")):
        return
    with override(report.language):
        link = settings.SITE_URL + reverse("cases:report_answer", kwargs={"token": report.token})
        body = render_to_string("emails/case_report.txt", {"link": link})
        sent = mail.send(EmailMessage(subject=_("Er is een antwoord voor je"), body=body, to=[address]))
    if sent:
        report.tell(**{**report.told, "address": ""})
        report.save(update_fields=["sealed"])
