"""After-care: one line to whoever brought something, two days later. Theirs alone, and off when they say so."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision import aftercare_mail
from intervision.aftercare import carer_of, wants_after_care
from intervision.enums import SeatKind
from intervision.exceptions import NotNow
from intervision.models import AfterCare, NoAfterCare, Seat, Session
from people.models import User
from reflection.actions.echoes import HOUR

DAYS = 2
TOLD_WITHIN = timedelta(days=7)
"""What could not be mailed for so long is not mailed any more: the moment is over."""


def plan_after_care(session: Session) -> None:
    """Ask whoever brought something, two days from now at nine in the morning, unless they want no such line.

    Called where a session ends; a practice has nobody to ask.
    """
    bringer = Seat.objects.filter(session=session, kind=SeatKind.BRINGER, person__isnull=False).first()
    if bringer is None or bringer.person is None or session.is_practice or not wants_after_care(bringer.person):
        return
    day = timezone.localdate() + timedelta(days=DAYS)
    due_at = timezone.make_aware(datetime.combine(day, HOUR))
    AfterCare.objects.get_or_create(session=session, defaults={"person": bringer.person, "due_at": due_at})


def bring_after_care() -> int:
    """Mail each line whose day has come, once; how many mails went. A chore: may run at any time, and twice.

    Claimed in the database before it is sent, so that two rounds at once send one; taken back where it did not go.
    """
    now = timezone.now()
    due = AfterCare.objects.filter(
        mailed_at=None, due_at__lte=now, due_at__gt=now - TOLD_WITHIN, person__is_active=True
    )
    sent = 0
    for care in due.exclude(person__no_after_care__isnull=False).select_related("person").order_by("due_at", "pk"):
        if not AfterCare.objects.filter(pk=care.pk, mailed_at=None).update(mailed_at=now):
            continue
        if aftercare_mail.send_line(care):
            sent += 1
        else:
            AfterCare.objects.filter(pk=care.pk).update(mailed_at=None)
    return sent


@transaction.atomic
def ask_to_be_called(*, by: User, care_id: uuid.UUID) -> User:
    """Let the facilitator know by mail that this person would like to hear from them: once, and nothing about what.

    Whom it was asked of. Raises AfterCare.DoesNotExist, or NotNow where nobody is there any more.
    """
    care = AfterCare.objects.select_for_update().get(pk=care_id, person=by)
    carer = carer_of(care)
    if carer is None:
        raise NotNow(_("Wie begeleidde, is er niet meer. Spreek iemand anders aan die je vertrouwt."))
    if care.asked_at is None:
        care.asked_at = timezone.now()
        care.save(update_fields=["asked_at"])
        transaction.on_commit(lambda: aftercare_mail.ask_carer.enqueue(carer.pk, by.pk))
    return carer


@transaction.atomic
def set_after_care(*, by: User, wanted: bool) -> None:
    """Whether this person gets such a line after a session in which they bring something; none by mail from now on if not."""
    if wanted:
        NoAfterCare.objects.filter(person=by).delete()
    else:
        NoAfterCare.objects.get_or_create(person=by, defaults={"stopped_at": timezone.now()})
        AfterCare.objects.filter(person=by, mailed_at=None).delete()
