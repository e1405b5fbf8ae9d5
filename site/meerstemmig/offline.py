"""What still shows without a network: one page that says so. No other page is ever kept on the machine."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker keeps. Without frame, so that nothing of a person can be in it."""
    return render(request, "offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker itself, at the root of the site because it may only serve addresses below its own."""
    return render(request, "service_worker.js", {"offline_pages": offline_pages()}, content_type="text/javascript")


def offline_pages() -> list[str]:
    """The offline page in every language of the site, Dutch first."""
    addresses = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses.append(reverse("offline"))
    return addresses
