"""What the front door shows of this room."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from people.kept_queries import KeptQuery
from practices.models import PracticePage

SHOWN = 3


def practices_on_home(request: HttpRequest) -> dict[str, Any] | None:
    """The practices that were described or read again last; nothing when there are none. One query."""
    language = get_language() or settings.LANGUAGE_CODE
    practices = _LATEST.ask(request.user, language=language)
    if not practices:
        practices = _LATEST.ask(request.user, language="nl")
        language = "nl"
    if not practices:
        return None
    return {
        "practices": practices,
        "lang": "" if language == get_language() else language,
        "all_url": f"/{get_language()}/praktijken/",
    }


def _latest(reader: Any, _now: datetime, *, language: str) -> "QuerySet[PracticePage]":
    """Sorted by their numbers first: the database would otherwise sort the whole text of every practice."""
    order = ("-last_published_at", "title")
    found = PracticePage.objects.visible_to(reader).filter(discouraged_because="", locale__language_code=language)
    latest = found.order_by(*order).values("pk")[:SHOWN]
    return PracticePage.objects.filter(pk__in=latest).order_by(*order)  # type: ignore[no-any-return]


_LATEST = KeptQuery(_latest)
