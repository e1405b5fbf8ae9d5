"""The one mail to who proposed a practice: that something happened. Nothing of what they told, or of what was decided."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from people import mail
from proposals.models import Proposal


@task()
def announce(pk: str) -> None:
    """Send it. Runs in the background; where the proposal was taken back meanwhile, it sends nothing."""
    proposal = Proposal.objects.filter(pk=pk).select_related("person").first()
    if proposal is None or not proposal.person.is_active:
        return
    with override(proposal.person.language or proposal.language):
        link = settings.SITE_URL + reverse("proposals:proposal", args=[proposal.pk])
        body = render_to_string("emails/proposal.txt", {"link": link})
        mail.send(EmailMessage(subject=_("Er is nieuws over je voorstel"), body=body, to=[proposal.person.email]))
