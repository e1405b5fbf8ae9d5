"""What a circle agreed on: to read, to sign by name, and to write anew by whoever manages it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.actions import agreements as actions
from intervision.agreement import TEMPLATE, Standing, standing_of
from intervision.exceptions import OvertakenByOther, RoomRefusal
from intervision.forms import AgreementForm, SignForm
from intervision.rules import can_write_agreement, check_can_write_agreement
from intervision.views.circles import find_circle, way_to
from people.models import Circle, User


@require_safe
@login_required
def agreement(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """The version that holds, who signed which, and the versions before it; for members."""
    return _page(request, find_circle(request, circle_id))


@require_POST
@login_required
def sign(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Sign what was read. Where it changed meanwhile the answer is 409 with what holds now, and nothing is signed."""
    circle, form = find_circle(request, circle_id), SignForm(request.POST)
    if not form.is_valid():
        return _page(request, circle, said=_("Dat kan hier niet. Lees de afspraken en teken ze opnieuw."), status=400)
    try:
        actions.sign(circle=circle, by=_person(request), seen=form.cleaned_data["seen"])
    except RoomRefusal as refusal:
        return _page(request, circle, said=refusal.reason, status=refusal.status)
    messages.success(request, _("Je handtekening staat onder de afspraken."))
    return redirect("intervision:agreement", circle_id=circle.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Write the first version from a text to begin with, or the next. An old version answers 409 and keeps what was sent."""
    circle = find_circle(request, circle_id)
    try:
        check_can_write_agreement(circle, _person(request))
    except RoomRefusal as refusal:
        return _page(request, circle, said=refusal.reason, status=refusal.status)
    standing = standing_of(circle)
    if request.method != "POST":
        return _form(request, circle, standing, AgreementForm(initial=_begins_with(standing)))
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _form(request, circle, standing, form, status=422)
    try:
        made = actions.write_agreement(
            circle=circle, by=_person(request), parts=form.parts, seen=form.cleaned_data["seen"]
        )
    except OvertakenByOther as refusal:
        form.add_error(None, refusal.reason)
        # Sent once more, it follows the version that is told about here.
        form.data = request.POST.copy()
        form.data["seen"] = str(standing.current.number if standing else 0)
        return _form(request, circle, standing, form, crossed=True, status=refusal.status)
    if standing is None or made.version > standing.current.number:
        messages.success(request, _("De afspraken staan er. Iedereen in de kring wordt gevraagd ze te tekenen."))
    else:
        messages.info(request, _("Er is niets veranderd. Wie al tekende, hoeft niets te doen."))
    return redirect("intervision:agreement", circle_id=circle.pk)


def _begins_with(standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {"seen": 0, **{part.value: text for part, text in TEMPLATE.items()}}
    return {"seen": standing.current.number, **{each.part: each.text for each in standing.current.texts}}


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _page(request: HttpRequest, circle: Circle, *, said: str = "", status: int = 200) -> HttpResponse:
    standing = standing_of(circle)
    context = {
        "circle": circle,
        "standing": standing,
        "has_signed": standing is not None and standing.has_signed(_person(request)),
        "may_write": can_write_agreement(circle, _person(request)),
        "said": said,
        "breadcrumbs": [*way_to(circle), (_("Afspraken"), None)],
    }
    return _private(render(request, "intervision/agreement.html", context, status=status))


def _form(
    request: HttpRequest,
    circle: Circle,
    standing: Standing | None,
    form: AgreementForm,
    *,
    crossed: bool = False,
    status: int = 200,
) -> HttpResponse:
    here = (_("Afspraken"), reverse("intervision:agreement", args=[circle.pk]))
    context = {
        "circle": circle,
        "standing": standing,
        "form": form,
        "crossed": crossed,
        "breadcrumbs": [*way_to(circle), here, (_("Schrijven"), None)],
    }
    return _private(render(request, "intervision/agreement_write.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True, private=True)
    return response
