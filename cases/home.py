"""Three cases on the front page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from cases.queries import cases_for, only_in_dutch

SHOWN = 3


def three_cases(request: HttpRequest) -> dict[str, Any] | None:
    """The newest cases this person may see; in Dutch where there is none in their language; None without cases."""
    language = get_language() or "nl"
    cases = list(cases_for(request.user, language)[:SHOWN])
    if cases:
        return {"cases": cases, "lang": ""}
    cases = list(only_in_dutch(request.user, language)[:SHOWN])
    return {"cases": cases, "lang": "nl"} if cases else None
