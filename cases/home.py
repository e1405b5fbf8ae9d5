"""Three cases on the front page, and one to begin with in five minutes."""

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils.translation import get_language

from cases.models import CasePage
from cases.queries import cases_for, only_in_dutch, url_of
from pages.home import ShortRead

SHOWN = 3
CONTENT_NOTES = "inh"


def three_cases(request: HttpRequest) -> dict[str, Any] | None:
    """The newest cases this person may see; in Dutch where there is none in their language; None without cases."""
    language = get_language() or "nl"
    cases = list(cases_for(request.user, language)[:SHOWN])
    if cases:
        return {"cases": cases, "lang": ""}
    cases = list(only_in_dutch(request.user, language)[:SHOWN])
    return {"cases": cases, "lang": "nl"} if cases else None


def first_stage(request: HttpRequest) -> ShortRead | None:
    """The first stage of the shortest case, which takes some five minutes. One query.

    Not of a case with a content note: that is to be read before anything of the story.
    """
    language = get_language() or "nl"
    foreign = Case(When(locale__language_code=language, then=Value(0)), default=Value(1))
    shortest = (
        CasePage.objects.visible_to(request.user)
        .filter(locale__language_code__in={language, "nl"})
        .exclude(concepts__facet=CONTENT_NOTES)
        .order_by(foreign, "reading_minutes", "pk")
    )
    # Sorted by their numbers: the database would otherwise sort the whole text of every case.
    case = CasePage.objects.filter(pk__in=shortest.values("pk")[:1]).select_related("locale").first()
    if case is None:
        return None
    code = case.locale.language_code
    return ShortRead(case.title, url_of(case, "stage", number=1), "" if code == language else code)
