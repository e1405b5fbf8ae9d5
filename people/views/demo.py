"""Signing in with one click. Exists only where settings.DEMO is on."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people.demo import DEMO_DOMAIN
from people.models import User


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo accounts; any other address, and every address outside the demo, is a 404."""
    email = request.POST.get("email", "")
    if not settings.DEMO or not email.endswith(f"@{DEMO_DOMAIN}"):
        raise Http404
    person = get_object_or_404(User, email=email, is_active=True, is_superuser=False)
    login(request, person, backend="people.backend.Backend")
    record_authentication(request, person, "password", email=email)
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(onward)
    return redirect("mine")
