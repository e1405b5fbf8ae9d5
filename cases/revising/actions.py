"""Beginning to revise a case, and what ends it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import CasePage, CaseReport, Revising
from cases.models.revising import Ending
from cases.reporting.rules import check_answer
from cases.translations import digest_of
from people.models import User


def begin(*, case: CasePage) -> Revising:
    """Say that this text is being revised; one that was said before goes on, with its own day. In a transaction."""
    row, _made = Revising.objects.get_or_create(
        case_key=case.translation_key,
        language=case.locale.language_code,
        ended_at=None,
        defaults={"digest": digest_of(case)},
    )
    return row


def settle(case: CasePage) -> None:
    """End what a new text or an end of the case settles. Called when a case was published or taken away; one query where
    nothing is being revised."""
    open_now = Revising.objects.filter(case_key=case.translation_key, language=case.locale.language_code, ended_at=None)
    for row in open_now:
        now = CasePage.objects.filter(pk=case.pk).first()  # publishing works on a copy
        if now is None or not now.live:
            _end(row, Ending.NO_LONGER)
        elif digest_of(now) != row.digest:
            _end(row, Ending.NEW_TEXT)


def settle_what_went(instance: CasePage, **_told: Any) -> None:
    """What was taken away is no longer being revised. Connected in cases/apps.py."""
    settle(instance)


@transaction.atomic
def keep_as_it_was(*, by: User, revising: Revising, why: str) -> bool:
    """End it without a new text, with the reason for who reported; whether it was still open."""
    check_answer(by)
    row = Revising.objects.select_for_update().filter(pk=revising.pk, ended_at=None).first()
    if row is None:
        return False
    for report in CaseReport.objects.filter(revising=row).select_related("data_key"):
        report.tell(**{**report.told, "after": why.strip()})
        report.save(update_fields=["sealed"])
    _end(row, Ending.AS_IT_WAS)
    return True


def _end(row: Revising, ending: Ending) -> None:
    Revising.objects.filter(pk=row.pk, ended_at=None).update(ended_at=timezone.now(), ending=ending)
