"""Reads of reports about cases."""

from dataclasses import dataclass

from django.core import signing

from cases.models import CasePage, CaseReport, Revising
from cases.models.case_report import SALT
from reflection.encryption import DecryptionError


@dataclass(frozen=True)
class Opened:
    """A report as the editors read it."""

    report: CaseReport
    text: str
    wants_answer: bool
    answer: str
    case: CasePage | None


def waiting() -> list[Opened]:
    """What waits for an answer, longest first. Two queries."""
    return _opened(CaseReport.objects.filter(handled_at=None).select_related("data_key"))


def answered(most: int = 20) -> list[Opened]:
    """What was answered lately."""
    rows = CaseReport.objects.exclude(handled_at=None).select_related("data_key").order_by("-handled_at")
    return _opened(rows[:most])


def reports_of(revising: Revising) -> list[Opened]:
    """The reports for which a case is being revised, first to last. Two queries."""
    return _opened(CaseReport.objects.filter(revising=revising).select_related("data_key"))


def report_for(token: str) -> CaseReport | None:
    """The report that this token opens; None for any other token."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return CaseReport.objects.filter(pk=pk).select_related("data_key", "revising").first()


def _opened(rows: object) -> list[Opened]:
    reports = list(rows)  # type: ignore[call-overload]
    cases = {
        (case.translation_key, case.locale.language_code): case
        for case in CasePage.objects.filter(translation_key__in={each.case_key for each in reports}).select_related(
            "locale"
        )
    }
    opened = []
    for report in reports:
        try:
            told = report.told
        except DecryptionError:
            told = {}
        case = cases.get((report.case_key, report.language))
        opened.append(Opened(report, told.get("text", ""), bool(told.get("address")), told.get("answer", ""), case))
    return opened
