"""Reads of what is being revised."""

from dataclasses import dataclass

from cases.models import CasePage, Revising
from people.models import User


@dataclass(frozen=True)
class Open:
    """What is being revised, and the case, where it can still be seen."""

    revising: Revising
    case: CasePage


def revising_of(case: CasePage) -> Revising | None:
    """That this case is being revised in its language. One query."""
    return Revising.objects.filter(
        case_key=case.translation_key, language=case.locale.language_code, ended_at=None
    ).first()


def open_revisions(person: User) -> list[Open]:
    """What the editors are to revise, the first day first. Three queries."""
    rows = list(Revising.objects.filter(ended_at=None))
    found = CasePage.objects.visible_to(person).filter(translation_key__in=[row.case_key for row in rows])
    cases = {(case.translation_key, case.locale.language_code): case for case in found.select_related("locale")}
    return [Open(row, cases[row.case_key, row.language]) for row in rows if (row.case_key, row.language) in cases]
