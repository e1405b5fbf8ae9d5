"""After-care: what somebody can do with the line that came, and whether such a line may come."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from intervision.actions.aftercare import ask_to_be_called, set_after_care
from intervision.aftercare import after_care_of, carer_of, wants_after_care
from intervision.exceptions import NotNow
from people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def after_care(request: HttpRequest, care_id: uuid.UUID) -> HttpResponse:
    """For whoever brought something, and for nobody else. POST lets the facilitator know, once."""
    person = _person(request)
    found = after_care_of(person, care_id)
    if found is None:
        raise Http404
    status, notice = 200, ""
    if request.method == "POST":
        try:
            ask_to_be_called(by=person, care_id=care_id)
        except NotNow as refusal:
            status, notice = refusal.status, refusal.reason
        else:
            return redirect("intervision:after_care", care_id=care_id)
    context = {
        "care": found,
        "carer": carer_of(found),
        "notice": notice,
        "wanted": wants_after_care(person),
        "breadcrumbs": [(_("Intervisie"), reverse("intervision:home")), (_("Nazorg"), None)],
    }
    return render(request, "intervision/after_care.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def choose_after_care(request: HttpRequest) -> HttpResponse:
    """The one setting: a line some days after one brought something, or none."""
    person = _person(request)
    if request.method == "POST":
        wanted = request.POST.get("nazorg") == "ja"
        set_after_care(by=person, wanted=wanted)
        messages.success(
            request,
            _("Je krijgt een berichtje, twee dagen nadat je iets inbracht.")
            if wanted
            else _("Er komt geen berichtje meer na een sessie."),
        )
        return redirect("intervision:choose_after_care")
    context = {
        "wanted": wants_after_care(person),
        "breadcrumbs": [(_("Intervisie"), reverse("intervision:home")), (_("Nazorg"), None)],
    }
    return render(request, "intervision/choose_after_care.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
