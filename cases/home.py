"""Three cases on the front page, and one to begin with in five minutes."""

from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import get_language

from cases.models import CasePage
from cases.queries import AnyUser, cases_for, only_in_dutch, url_of
from pages.home import ShortRead
from people.kept_queries import KeptQuery

SHOWN = 3
CONTENT_NOTES = "inh"


def three_cases(request: HttpRequest) -> dict[str, Any] | None:
    """The newest cases this person may see; in Dutch where there is none in their language; None without cases."""
    language = get_language() or "nl"
    cases = _NEWEST.ask(request.user, language=language)
    if cases:
        return {"cases": cases, "lang": ""}
    cases = list(only_in_dutch(request.user, language)[:SHOWN])
    return {"cases": cases, "lang": "nl"} if cases else None


def first_stage(request: HttpRequest) -> ShortRead | None:
    """The first stage of the shortest case, which takes some five minutes. One query.

    Not of a case with a content note: that is to be read before anything of the story.
    """
    language = get_language() or "nl"
    found = _SHORTEST.ask(request.user, language=language)
    if not found:
        return None
    case: CasePage = found[0]
    code = case.locale.language_code
    return ShortRead(case.title, url_of(case, "stage", number=1), "" if code == language else code)


def _shortest(reader: AnyUser, _now: datetime, *, language: str) -> "QuerySet[CasePage]":
    foreign = Case(When(locale__language_code=language, then=Value(0)), default=Value(1))
    shortest = (
        CasePage.objects.visible_to(reader)
        .filter(locale__language_code__in={language, "nl"})
        .exclude(concepts__facet=CONTENT_NOTES)
        .order_by(foreign, "reading_minutes", "pk")
    )
    # Sorted by their numbers: the database would otherwise sort the whole text of every case.
    found: QuerySet[CasePage] = CasePage.objects.filter(pk__in=shortest.values("pk")[:1]).select_related("locale")
    return found


_NEWEST = KeptQuery(lambda reader, _now, *, language: cases_for(reader, language)[:SHOWN])
_SHORTEST = KeptQuery(_shortest)
