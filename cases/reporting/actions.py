"""Reporting a case, and answering."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import CasePage, CaseReport
from cases.reporting.enums import Outcome, Reason
from cases.reporting.mail import announce
from cases.reporting.rules import AlreadyAnswered, check_answer
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
    """Record the answer, and announce it where the reporter left an address. Raises AlreadyAnswered; locks the report."""
    check_answer(by)
    report = CaseReport.objects.select_for_update().get(pk=report.pk)
    if report.handled_at is not None:
        raise AlreadyAnswered(_("Iemand van de redactie beantwoordde deze melding al."))
    told = report.told
    report.tell(**{**told, "answer": text.strip()})
    report.handled_at, report.handled_by, report.outcome = timezone.now(), by, Outcome(outcome)
    report.save()
    if told.get("address"):
        transaction.on_commit(lambda: announce.enqueue(str(report.pk)))
    return report
