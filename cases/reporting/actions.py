"""Reporting a case, and answering."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import CasePage, CaseReport
from cases.reporting.enums import Outcome, Reason
from cases.reporting.mail import announce
from cases.reporting.rules import AlreadyAnswered, CaseIsGone, check_answer
from cases.revising.actions import begin
from people.models import User
from reflection.models import new_data_key


@transaction.atomic
def report(*, case: CasePage, reason: Reason | str, text: str, address: str = "") -> CaseReport:
    """Put it before the editors. Links no account to it."""
    made = CaseReport(
        case_key=case.translation_key,
        language=case.locale.language_code,
        reason=Reason(reason),
        data_key=new_data_key(),
    )
    made.tell(text=text.strip(), address=address.strip())
    made.save()
    return made


@transaction.atomic
def answer(*, by: User, report: CaseReport, outcome: Outcome | str, text: str) -> CaseReport:
    """Record the answer, and announce it where the reporter left an address. What is to be revised, says so to readers from
    now on. Raises AlreadyAnswered, or CaseIsGone where there is no text to revise; locks the report."""
    check_answer(by)
    report = CaseReport.objects.select_for_update().get(pk=report.pk)
    if report.handled_at is not None:
        raise AlreadyAnswered(_("Iemand van de redactie beantwoordde deze melding al."))
    if outcome == Outcome.REVISED:
        report.revising = begin(case=_reported(report))
    told = report.told
    report.tell(**{**told, "answer": text.strip()})
    report.handled_at, report.handled_by, report.outcome = timezone.now(), by, Outcome(outcome)
    report.save()
    if told.get("address"):
        transaction.on_commit(lambda: announce.enqueue(str(report.pk)))
    return report


def _reported(report: CaseReport) -> CasePage:
    case: CasePage | None = (
        CasePage.objects.live()
        .filter(translation_key=report.case_key, locale__language_code=report.language)
        .select_related("locale")
        .first()
    )
    if case is None:
        raise CaseIsGone(_("Deze casus staat er niet meer. Er is niets te herzien."))
    return case
