"""A planned task that is done, or not after all."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
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
    return redirect("mine")
