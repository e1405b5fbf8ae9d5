"""The search page, and suggestions while typing."""

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.asking import asked_in
from search.engines.patience import PAGE_SECONDS, within
from search.fallback import titles_with
from search.results import find
from search.suggesting import suggestions
from search.troubles import ENGINE_TROUBLE

log = structlog.get_logger(__name__)


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Search. The words are in the address and nowhere else: not in a log, not in a session."""
    language = get_language() or settings.LANGUAGE_CODE
    asked = asked_in(request.GET)
    context: dict[str, object] = {"breadcrumbs": [(_("Zoeken"), None)], "asked_anything": bool(asked.typed.text)}
    try:
        with within(PAGE_SECONDS):
            found = find(asked, request.user, language)
        if found.is_silenced:
            # The frame writes this address into its links; words that we do not repeat must not travel along.
            request.META["QUERY_STRING"] = found.address.url(page=found.page)[1:]
        context["found"] = found
    except ENGINE_TROUBLE as trouble:
        log.warning("search.engine_unavailable", reason=type(trouble).__name__)
        context["fallback"] = titles_with(asked.typed, request.user)
        context["found"] = None
    return render(request, "search/results.html", context)


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """Words and titles that begin so, of what this person may see."""
    typed = request.GET.get("q", "")[:60]
    language = get_language() or settings.LANGUAGE_CODE
    try:
        with within(PAGE_SECONDS):
            found = suggestions(typed, request.user, language)
    except ENGINE_TROUBLE:
        found = []
    return JsonResponse({"suggestions": found})
