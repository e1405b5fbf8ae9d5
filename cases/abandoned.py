"""Drafts of cases that nobody works on any more: told of after six months, and gone thirty days after that.

A draft may hold what happened to somebody, in versions that no reader and no reviewer ever saw. What appeared once is no
draft, and what lies before the editors waits for them.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import PageLogEntry, WorkflowState

from cases.models import CasePage, Correction, LeftDraft, Review, ReviewLink
from cases.traces.forgetting import leave_nothing_behind
from people import mail
from people.models import User
from people.retention import register_rule
from reflection.models import DataKey

QUIET = timedelta(days=180)
"""So long after it was last saved, a draft lies still."""
NOTICE = timedelta(days=30)
"""So long it stays after its writer was told."""


def lying_still(now: datetime) -> "QuerySet[CasePage]":
    """The drafts that nobody saved for so long: never out, and not before the editors."""
    laid = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    found: QuerySet[CasePage] = CasePage.objects.filter(
        live=False, first_published_at=None, latest_revision_created_at__lt=now - QUIET
    ).exclude(pk__in=[int(pk) for pk in laid.values_list("object_id", flat=True)])
    return found


def due(now: datetime) -> "QuerySet[Any]":
    """Those of which the writer was told long enough ago, and that nobody saved since."""
    return lying_still(now).filter(left__told_at__lte=now - NOTICE, left__told_at__gt=F("latest_revision_created_at"))


def going_on(pages: Collection[int]) -> dict[int, date]:
    """The day after which each of these drafts goes, of those that do. One query."""
    told = LeftDraft.objects.filter(page__in=pages, told_at__gt=F("page__latest_revision_created_at"))
    return {pk: timezone.localdate(at + NOTICE) for pk, at in told.values_list("page", "told_at")}


def tell_writers() -> int:
    """Tell of each draft that lies still that it will go; how many mails went. A chore.

    A draft whose writer has no account any more is told of to nobody: the editors see it in the list of pages.
    """
    now, sent = timezone.now(), 0
    LeftDraft.objects.filter(told_at__lt=F("page__latest_revision_created_at")).delete()
    for case in lying_still(now).filter(left=None).select_related("owner").order_by("pk"):
        row, made = LeftDraft.objects.get_or_create(page=case, defaults={"told_at": now})
        if not made or case.owner is None or not case.owner.is_active:
            continue
        if _tell(case.owner):
            sent += 1
        else:
            row.delete()  # the next round tries again
    return sent


def _tell(writer: User) -> bool:
    with override(writer.language):
        link = settings.SITE_URL + reverse("wagtailadmin_home")
        body = render_to_string("emails/draft_left.txt", {"link": link})
        return mail.send(EmailMessage(subject=_("Een concept van jou ligt stil"), body=body, to=[writer.email]))


def purge(drafts: "QuerySet[Any]") -> int:
    """Delete these drafts with every version of them, what the editor's books tell of them, and what readers said before
    they would appear; how many."""
    gone = 0
    for case in CasePage.objects.filter(pk__in=list(drafts.values_list("pk", flat=True))):
        with transaction.atomic():
            _purge(case)
        gone += 1
    transaction.on_commit(leave_nothing_behind)
    return gone


def _purge(case: CasePage) -> None:
    key, number = case.translation_key, case.pk
    case.delete()
    PageLogEntry.objects.filter(page_id=number).delete()  # each holds the title
    if CasePage.objects.filter(translation_key=key).exists():
        return
    reviews = Review.objects.filter(case_key=key)
    keys = list(reviews.exclude(data_key=None).values_list("data_key_id", flat=True))
    keys += reviews.exclude(talks__data_key=None).values_list("talks__data_key_id", flat=True)
    reviews.delete()
    DataKey.objects.filter(pk__in=keys).delete()
    ReviewLink.objects.filter(case_key=key).delete()
    Correction.objects.filter(case_key=key).delete()


def register() -> None:
    """Called when the apps are ready."""
    register_rule(
        "cases.CasePage",
        f"{NOTICE.days} days after its writer was told that a draft lay still for {QUIET.days} days",
        find=due,
        end=purge,
    )
