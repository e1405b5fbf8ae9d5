"""What still shows without a network: one page that says so. No other page is ever kept on the machine."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
    return render(request, "service_worker.js", content_type="text/javascript")
