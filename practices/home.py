"""What the front door shows of this room."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from practices.models import PracticePage

SHOWN = 3


def practices_on_home(request: HttpRequest) -> dict[str, Any] | None:
    """The practices that were described or read again last; nothing when there are none. One query."""
    language = get_language() or settings.LANGUAGE_CODE
    found = PracticePage.objects.visible_to(request.user).filter(discouraged_because="")
    practices = list(found.filter(locale__language_code=language).order_by("-last_published_at", "title")[:SHOWN])
    if not practices:
        practices = list(found.filter(locale__language_code="nl").order_by("-last_published_at", "title")[:SHOWN])
        language = "nl"
    if not practices:
        return None
    return {"practices": practices, "lang": language, "all_url": f"/{get_language()}/praktijken/"}
