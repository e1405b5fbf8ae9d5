"""What the pages of this room show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from practices.enums import Ladder
from practices.listing import listing
from practices.models import PracticePage
from practices.queries import lineage_of, onward_from


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The list with its filters."""
    return {
        "listing": listing(request.user, get_language() or settings.LANGUAGE_CODE, request.GET),
        "ladder": list(Ladder),
        "breadcrumbs": [(_("Praktijken"), None)],
    }


def practice_context(request: HttpRequest, page: PracticePage) -> dict[str, Any]:
    """One practice with its family and what belongs with it."""
    index = page.get_parent()
    concepts = list(page.concepts.select_related("facet").order_by("facet__position", "position"))
    return {
        "concepts": [concept for concept in concepts if concept.facet_id != "regio"],
        "regions": [concept for concept in concepts if concept.facet_id == "regio"],
        "ladder": list(Ladder),
        "lineage": lineage_of(page, request.user),
        "onward": onward_from(page, request.user),
        "breadcrumbs": [(index.title, index.get_url(request)), (page.title, None)],
    }
