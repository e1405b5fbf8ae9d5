"""What the front door shows of this room."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from modules.queries.pages import one_per_translation, readable
from people.kept_queries import KeptQuery

SHOWN = 2


def home_feature(request: HttpRequest) -> dict[str, Any] | None:
    """The latest modules this reader may see; None where there are none. One query."""
    pages = list(one_per_translation(_LATEST.ask(request.user)).values())[:SHOWN]
    language = (get_language() or "").split("-")[0]
    modules = [(page, "" if page.locale.language_code == language else page.locale.language_code) for page in pages]
    return {"modules": modules} if modules else None


_LATEST = KeptQuery(
    lambda reader, _now: readable(reader).defer("units").order_by("-first_published_at", "pk")[: 3 * SHOWN]
)
