"""A planned task that is done, or not after all."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from modules import actions
from modules.models import Plan
from people.models import User


@require_POST
@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as done, or open it again. Somebody else's plan is absent."""
    assert isinstance(request.user, User)  # login_required
    plan = get_object_or_404(Plan, pk=pk, person=request.user)
    actions.settle_plan(plan=plan, done=request.POST.get("gedaan") == "ja")
    asked = request.POST.get("terug", "")
    known = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(asked if known else "mine")
