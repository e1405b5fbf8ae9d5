"""The overview of cases."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.listing import chosen_from, filters, matches
from cases.queries import cases_for, only_in_dutch
from search.choosing import picked_in


def index_context(request: HttpRequest) -> dict[str, Any]:
    """The cases that fit the filters, and the filters; both also work as a plain address."""
    language = get_language() or "nl"
    cases = list(cases_for(request.user, language))
    untranslated = list(only_in_dutch(request.user, language))
    chosen = chosen_from(request.GET, [*cases, *untranslated])
    groups = filters([*cases, *untranslated], chosen)
    return {
        "breadcrumbs": [(_("Casussen"), None)],
        "cases": [case for case in cases if matches(case, chosen)],
        "untranslated": [case for case in untranslated if matches(case, chosen)],
        "filters": groups,
        "picked": picked_in(groups),
        "filtered": bool(chosen),
    }
