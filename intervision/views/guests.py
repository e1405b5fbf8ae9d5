"""Who else takes part: a guest of one session, by a code, a name and a promise; and somebody without a device."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intervision.actions import guests as actions
from intervision.actions import proxies
from intervision.enums import GUEST_KINDS, SeatKind
from intervision.exceptions import RoomRefusal
from intervision.forms import GuestForm, ProxyForm
from intervision.models import Seat
from intervision.queries import at_the_door, guest_of
from intervision.screens import GUEST_COOKIE, KEPT_SECONDS
from intervision.views.room import guest_is_gone, show, with_seat
from intervision.views.screen import code_in, tried_too_often

LOOK_AGAIN_SECONDS = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Come to the door: the code that somebody gave, a name to be let in by, and the promise to keep quiet."""
    form, status = GuestForm(request.POST or None, initial={"code": code_in(request)}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and tried_too_often(request):
            form.add_error("code", _("Te veel pogingen. Wacht een minuut en probeer opnieuw."))
            status = 429
        elif form.is_valid():
            try:
                seat, secret = actions.ask_in(code=form.cleaned_data["code"], name=form.cleaned_data["name"])
            except RoomRefusal as refusal:
                form.add_error("code", refusal.reason)
            else:
                return _wait_at(request, seat, secret)
    breadcrumbs = [(_("Intervisie"), reverse("intervision:home")), (_("Te gast"), None)]
    return render(request, "intervision/guest.html", {"form": form, "breadcrumbs": breadcrumbs}, status=status)


@require_safe
def wait(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """At the door. The page asks again by itself; nothing of the session is on it."""
    secret = request.COOKIES.get(GUEST_COOKIE, "")
    if guest_of(secret, session_id) is not None:
        return redirect("intervision:room", session_id=session_id)
    seat = at_the_door(secret, session_id)
    if seat is None:
        return guest_is_gone(request)
    breadcrumbs = [(_("Intervisie"), reverse("intervision:home")), (_("Te gast"), None)]
    response = render(request, "intervision/guest_door.html", {"name": seat.called, "breadcrumbs": breadcrumbs})
    response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    patch_cache_control(response, no_store=True, private=True)
    return response


@require_POST
@with_seat
def offer(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Ask a code for a guest."""
    kind = request.POST.get("kind", "")
    if kind not in GUEST_KINDS:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    actions.offer_guest(session_id=seat.session_id, by=seat, kind=SeatKind(kind))
    return None


@require_POST
@with_seat
def admit(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Let somebody in, by the name that they gave."""
    guest = _named(request)
    if guest is None:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    actions.admit(session_id=seat.session_id, by=seat, seat_id=guest)
    return None


@require_POST
@with_seat
def show_out(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Not let in, or out again."""
    guest = _named(request)
    if guest is None:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    actions.show_out(session_id=seat.session_id, by=seat, seat_id=guest)
    return None


@require_POST
@with_seat
def let_type(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Say who enters for somebody without a device, or that nobody does any more."""
    form = ProxyForm(request.POST)
    if not form.is_valid():
        return show(request, seat, notice=_("Kies wie geen toestel heeft."), status=400)
    data = form.cleaned_data
    proxies.let_type(session_id=seat.session_id, by=seat, seat_id=data["stoel"], typed_by=data["door"])
    return None


def _named(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("gast", ""))
    except ValueError:
        return None


def _wait_at(request: HttpRequest, seat: Seat, secret: str) -> HttpResponse:
    response = redirect("intervision:guest_door", session_id=seat.session_id)
    response.set_cookie(
        GUEST_COOKIE, secret, max_age=KEPT_SECONDS, httponly=True, secure=request.is_secure(), samesite="Lax", path="/"
    )
    return response
