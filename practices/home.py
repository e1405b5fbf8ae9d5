"""What the front door shows of this room."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from pages.models import BasePageQuerySet
from practices.models import PracticePage

SHOWN = 3


def practices_on_home(request: HttpRequest) -> dict[str, Any] | None:
    """The practices that were described or read again last; nothing when there are none. One query."""
    language = get_language() or settings.LANGUAGE_CODE
    found = PracticePage.objects.visible_to(request.user).filter(discouraged_because="")
    practices = _latest(found.filter(locale__language_code=language))
    if not practices:
        practices = _latest(found.filter(locale__language_code="nl"))
        language = "nl"
    if not practices:
        return None
    return {"practices": practices, "lang": language, "all_url": f"/{get_language()}/praktijken/"}


def _latest(found: BasePageQuerySet) -> list[PracticePage]:
    """Sorted by their numbers first: the database would otherwise sort the whole text of every practice."""
    order = ("-last_published_at", "title")
    return list(PracticePage.objects.filter(pk__in=found.order_by(*order).values("pk")[:SHOWN]).order_by(*order))
