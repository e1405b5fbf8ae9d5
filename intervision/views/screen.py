"""The screen in the room: no login, a code once, and from then on only looking."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from intervision.actions.screens import LENGTH, pair_screen
from intervision.exceptions import RoomRefusal
from intervision.forms import CodeForm
from intervision.models import Seat
from intervision.projection import project
from intervision.queries import screen_of
from intervision.screens import COOKIE, KEPT_SECONDS
from intervision.views.room import FRAGMENT_HEADER
from people import limits

TRIES_PER_MINUTE = 10


def pair(request: HttpRequest) -> HttpResponse:
    """Type the code that the facilitator sees, and become the screen of that session."""
    form = CodeForm(request.POST or None, initial={"code": code_in(request)})
    status = 200
    if request.method == "POST" and form.is_valid():
        status = 422
        if tried_too_often(request):
            form.add_error("code", _("Te veel pogingen. Wacht een minuut en probeer opnieuw."))
            status = 429
        else:
            try:
                seat, secret = pair_screen(code=form.cleaned_data["code"])
            except RoomRefusal as refusal:
                form.add_error("code", refusal.reason)
            else:
                return _become(request, seat, secret)
    breadcrumbs = [(_("Intervisie"), reverse("intervision:home")), (_("Scherm koppelen"), None)]
    return render(request, "intervision/pair.html", {"form": form, "breadcrumbs": breadcrumbs}, status=status)


@require_GET
def screen(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The room in large type, as the paired screen sees it."""
    return _show(request, _screen_seat(request, session_id))


@require_GET
def state(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The fragment for the screen, or 204 when it already has this version."""
    seat = _screen_seat(request, session_id)
    if request.GET.get("v") == str(seat.session.version):
        return HttpResponse(status=204, headers={"Cache-Control": "no-store, private"})
    return _show(request, seat, fragment=True)


def _screen_seat(request: HttpRequest, session_id: uuid.UUID) -> Seat:
    seat = screen_of(request.COOKIES.get(COOKIE, ""), session_id)
    if seat is None:
        raise Http404("no screen")
    return seat


def _show(request: HttpRequest, seat: Seat, *, fragment: bool = False) -> HttpResponse:
    fragment = fragment or FRAGMENT_HEADER in request.headers
    template = "intervision/_screen.html" if fragment else "intervision/screen.html"
    base = reverse("intervision:screen", args=[seat.session_id])
    response = render(request, template, {"room": project(seat.session, seat), "base": base})
    patch_cache_control(response, no_store=True, private=True)
    return response


def _become(request: HttpRequest, seat: Seat, secret: str) -> HttpResponse:
    response = redirect("intervision:screen", session_id=seat.session_id)
    response.set_cookie(
        COOKIE, secret, max_age=KEPT_SECONDS, httponly=True, secure=request.is_secure(), samesite="Lax", path="/"
    )
    return response


def code_in(request: HttpRequest) -> str:
    """The code that came along in an address that a camera read. It only fills in the field."""
    code = request.GET.get("code", "")
    return code if len(code) <= LENGTH and code.isascii() and code.isalnum() else ""


def tried_too_often(request: HttpRequest) -> bool:
    """Count one more code of this address; whether that is too many. Guessing six characters takes longer."""
    return not limits.within("room-code", limits.address_of(request), most=TRIES_PER_MINUTE, seconds=60)
