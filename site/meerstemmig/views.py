"""The pages that belong to no single room."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language_from_request

from meerstemmig import health


def root(request: HttpRequest) -> HttpResponse:
    """The bare address: on to the reader's language."""
    return HttpResponseRedirect(f"/{get_language_from_request(request)}/")


def healthz(_request: HttpRequest) -> JsonResponse:
    """The state of what serves, as JSON; 200 only when all of it does."""
    well, parts = health.state()
    return JsonResponse(parts, status=200 if well else 503)
