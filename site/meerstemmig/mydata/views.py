"""The pages of somebody's own data. All of them are for that person only."""

import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meerstemmig.models import Export
from meerstemmig.mydata import actions
from meerstemmig.mydata.forms import ErasureForm
from meerstemmig.mydata.words import grouped
from people.erasing import erase
from people.exporting import counts_of
from people.handing_over import only_admin_of
from people.models import ErasureRequest, User
from people.personal_data import declared


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What the platform holds of this person, a copy of it, and the way to erase it."""
    person = _person(request)
    erasure = ErasureRequest.objects.standing().filter(person=person).first()
    context = {
        "groups": grouped(counts_of(person), declared()),
        "export": Export.objects.of(person).order_by("-asked_at").first(),
        "erasure": erasure,
        "left_alone": only_admin_of(person) if erasure else [],
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Mijn gegevens"), None)],
    }
    return render(request, "mydata/overview.html", context)


@require_safe
@login_required
def progress(request: HttpRequest) -> HttpResponse:
    """The part of the page that says how far the copy is; asked for while it is being made."""
    export = Export.objects.of(_person(request)).order_by("-asked_at").first()
    return render(request, "mydata/_export.html", {"export": export})


@require_POST
@login_required
@reauthentication_required
def ask_export(request: HttpRequest) -> HttpResponse:
    """Have a copy made. Asking twice makes one."""
    actions.ask_export(by=_person(request), language=get_language() or "nl")
    return redirect("mydata:overview")


@require_POST
@login_required
@reauthentication_required
def take_export(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """The copy itself, once."""
    try:
        content = actions.take(by=_person(request), export_id=export_id)
    except actions.NotThereError:
        raise Http404 from None
    name = f"meerstemmig-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def erasure(request: HttpRequest) -> HttpResponse:
    """What erasing does, and the form that asks for it."""
    person = _person(request)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["when"] == ErasureForm.NOW:
            erase(person=person)
            logout(request)
            return redirect("mydata:erased")
        asked = actions.ask_erasure(by=person)
        day = date_format(timezone.localtime(asked.due_at), "j F")
        messages.success(
            request, _("Op %(day)s wissen we je account. Tot dan kan je het hier afzeggen.") % {"day": day}
        )
        return redirect("mydata:overview")
    crumbs = [(_("Mijn"), reverse("mine")), (_("Mijn gegevens"), reverse("mydata:overview")), (_("Wissen"), None)]
    return render(
        request, "mydata/erasure.html", {"form": form, "left_alone": only_admin_of(person), "breadcrumbs": crumbs}
    )


@require_POST
@login_required
def keep_account(request: HttpRequest) -> HttpResponse:
    """Take the request to be erased back."""
    if actions.withdraw_erasure(by=_person(request)):
        messages.success(request, _("Je account blijft. Er is niets gewist."))
    return redirect("mydata:overview")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """What somebody reads whose account has just gone."""
    return render(request, "mydata/erased.html")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
