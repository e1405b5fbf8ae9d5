"""The overview of cases."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.listing import listing


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The cases that fit the filters, and the filters; both also work as a plain address."""
    return {
        "breadcrumbs": [(_("Casussen"), None)],
        "listing": listing(request.user, get_language() or "nl", request.GET),
    }
