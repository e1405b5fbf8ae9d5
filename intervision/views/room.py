"""The room. Every change is an ordinary form; with script the same views answer with the fragment alone."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from intervision.actions.closing import close as close_session
from intervision.actions.closing import decide
from intervision.actions.practising import play_along
from intervision.actions.proxies import contribute_for
from intervision.actions.screens import offer_screen
from intervision.actions.slower import ask_slower
from intervision.actions.steering import steer as steer_session
from intervision.actions.writing import contribute, save_draft, set_ready, withdraw
from intervision.enums import GUEST_KINDS, Move
from intervision.exceptions import RoomRefusal, StaleDraft, StillWriting
from intervision.forms import ReadyForm, SteerForm, WriteForm, read_choices
from intervision.models import Seat, Session
from intervision.projection import project
from intervision.qr import Squares, squares_of
from intervision.queries import guest_of, seat_of
from intervision.rules import check_can_steer
from intervision.screens import GUEST_COOKIE
from intervision.script import Script
from intervision.step_forms import read_reminders

FRAGMENT_HEADER = "X-Room-Fragment"
TAKE_OTHER = "ander"

SeatView = Callable[[HttpRequest, Seat], HttpResponse | None]


def with_seat(view: SeatView) -> Callable[[HttpRequest, uuid.UUID], HttpResponse]:
    """Give the view the chair of whoever asks. Without one the session does not exist.

    A view that returns None did what was asked; the answer is the room as it is now. A refusal is shown in the
    room, with the reason and the fresh state.
    """

    @wraps(view)
    def seated(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
        seat = _found(request, session_id)
        if seat is None and not request.user.is_authenticated:
            if GUEST_COOKIE in request.COOKIES:
                return guest_is_gone(request)
            return redirect_to_login(request.get_full_path())
        if seat is None:
            raise Http404("no seat")
        try:
            answer = view(request, seat)
        except RoomRefusal as refusal:
            return show(request, _seat(request, session_id), notice=refusal.reason, status=refusal.status)
        if answer is not None:
            return answer
        if FRAGMENT_HEADER in request.headers:
            return show(request, _seat(request, session_id))
        return redirect("intervision:room", session_id=session_id)

    return seated


def guest_is_gone(request: HttpRequest) -> HttpResponse:
    """For a guest whose place ended, or never was: the same, whichever session they name."""
    return render(request, "intervision/guest_gone.html", status=404)


def _found(request: HttpRequest, session_id: uuid.UUID) -> Seat | None:
    """The chair of whoever is signed in, else of a guest's device."""
    return seat_of(request.user, session_id) or guest_of(request.COOKIES.get(GUEST_COOKIE, ""), session_id)


def _seat(request: HttpRequest, session_id: uuid.UUID) -> Seat:
    seat = _found(request, session_id)
    if seat is None:
        raise Http404("no seat")
    return seat


def show(
    request: HttpRequest,
    seat: Seat,
    *,
    notice: str = "",
    status: int = 200,
    fragment: bool = False,
    sent: dict[str, Any] | None = None,
    again: Move | None = None,
) -> HttpResponse:
    """The room for this chair: as a whole page, or as the fragment that the script asked for.

    `again` is a step that a second press takes. `sent` is a text that came for a field where another tab had put
    something newer, with its place.
    """
    room = project(seat.session, seat)
    if sent is not None:
        room = room.with_mine(**sent)
    pair_url = request.build_absolute_uri(reverse("intervision:pair"))
    guest_url = request.build_absolute_uri(reverse("intervision:guest"))
    context: dict[str, Any] = {
        "room": room,
        "notice": notice,
        "again": again,
        "base": reverse("intervision:room", args=[seat.session_id]),
        "pair_url": pair_url,
        "guest_url": guest_url,
        "pair_squares": _squares(pair_url, room.controls.screen_code if room.controls else ""),
        "guest_squares": _squares(guest_url, room.controls.guests.code if room.controls else ""),
    }
    template = "intervision/_room.html"
    if not fragment and FRAGMENT_HEADER not in request.headers:
        template = "intervision/room.html"
        context["breadcrumbs"] = [*way_to(seat), (room.method, None)]
    response = render(request, template, context, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _squares(url: str, code: str) -> Squares | None:
    """The address with its code, for a camera; the form is filled in there, and nothing happens before it is sent."""
    return squares_of(f"{url}?code={code}") if code else None


def _played_along(seat: Seat) -> Seat:
    """In a practice: after the played chairs did what is due by now."""
    if play_along(seat.session):
        seat.session.refresh_from_db(from_queryset=Session.objects.select_related("data_key", "circle"))
    return seat


def way_to(seat: Seat) -> list[tuple[str, str]]:
    """The crumbs that lead to a session: this room, and for its members the circle."""
    circle = seat.session.circle
    if circle is None:
        return [(_("Intervisie"), reverse("intervision:home")), (_("Oefenen"), reverse("intervision:practice"))]
    if seat.kind in GUEST_KINDS:
        return [(_("Intervisie"), reverse("intervision:home"))]
    return [
        (_("Intervisie"), reverse("intervision:home")),
        (circle.name, reverse("intervision:circle", args=[circle.pk])),
    ]


@require_GET
@with_seat
def room(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The room as a page."""
    return show(request, _played_along(seat))


@require_GET
@with_seat
def state(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The fragment for this chair, or 204 when the device already has this version."""
    seat = _played_along(seat)
    if request.GET.get("v") == str(seat.session.version):
        return HttpResponse(status=204, headers={"Cache-Control": "no-store, private"})
    return show(request, seat, fragment=True)


@require_POST
@with_seat
def steer(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Start, next, back, minutes, pause, stop, show, lay a lens, close."""
    form = SteerForm(request.POST)
    if not form.is_valid():
        notice = str(form.errors["lens"][0]) if "lens" in form.errors else _("Dat kan hier niet.")
        return show(request, seat, notice=notice, status=400)
    move, seen = Move(form.cleaned_data["move"]), form.cleaned_data["seen"]
    if move == Move.CLOSE:
        close_session(session_id=seat.session_id, by=seat, seen=seen)
        if seat.session.is_practice:
            messages.success(request, _("De oefening is voorbij. Alles wat erin stond, is gewist."))
            return redirect("intervision:practice")
    else:
        lens, ask_first = form.cleaned_data["lens"], not form.cleaned_data["toch"]
        try:
            steer_session(session_id=seat.session_id, by=seat, move=move, seen=seen, lens=lens, ask_first=ask_first)
        except StillWriting as still:
            fresh = _seat(request, seat.session_id)
            return show(request, fresh, notice=still.reason, status=still.status, again=move)
    return None


@require_POST
@with_seat
def write(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Hand in a text."""
    form = WriteForm(request.POST)
    if not form.is_valid():
        return show(request, seat, notice=_("Deze tekst kwam niet goed aan. Probeer opnieuw."), status=400)
    data = form.cleaned_data
    if data["namens"]:
        return _write_for(request, seat, data)
    another_stands = contribute(
        session_id=seat.session_id,
        by=seat,
        contribution_id=data["id"],
        phase=data["phase"],
        slot=data["slot"],
        text=data["text"],
        seen=data["versie"],
    )
    if another_stands:
        notice = _("Je tekst is ingediend. Wat je in een ander tabblad schreef, staat nog in het veld.")
        return show(request, _seat(request, seat.session_id), notice=notice)
    if FRAGMENT_HEADER in request.headers and _is_nameless(seat, data["phase"], data["slot"]):
        # No card of one's own tells it: who wrote a nameless text is stored nowhere.
        fresh = _seat(request, seat.session_id)
        return show(request, fresh, notice=_("Je tekst ligt klaar, zonder je naam."))
    return None


def _write_for(request: HttpRequest, seat: Seat, data: dict[str, Any]) -> HttpResponse:
    """Hand in what a neighbour without a device said."""
    where = {"phase": data["phase"], "slot": data["slot"], "text": data["text"]}
    neighbour = contribute_for(
        session_id=seat.session_id, by=seat, seat_id=data["namens"], contribution_id=data["id"], **where
    )
    notice = _("Ingediend namens %(name)s.") % {"name": neighbour.called}
    return show(request, _seat(request, seat.session_id), notice=notice)


def _is_nameless(seat: Seat, phase: int, slot: int) -> bool:
    found = Script.from_json(seat.session.method_snapshot).phase(phase)
    where = found.slot(slot) if found else None
    return where is not None and where.is_nameless


@require_POST
@with_seat
def draft(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Keep what is being written; nobody else sees it and nothing else changes.

    To the script: 200 `{v}`, or 409 `{v, text}` with this person's own newer text from another tab. To a form: the
    room, with both texts and a choice where they differ.
    """
    form = WriteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    data, by_script = form.cleaned_data, FRAGMENT_HEADER in request.headers
    if data["keuze"] == TAKE_OTHER and not by_script:
        return None  # what stands there stays
    try:
        version = save_draft(
            session_id=seat.session_id,
            by=seat,
            phase=data["phase"],
            slot=data["slot"],
            text=data["text"],
            seen=data["versie"],
            page=data["id"],
        )
    except StaleDraft as stale:
        if by_script:
            return JsonResponse({"v": stale.version, "text": stale.standing}, status=stale.status)
        sent = {"text": data["text"], "phase": data["phase"], "slot": data["slot"]}
        return show(request, seat, notice=stale.reason, status=stale.status, sent=sent)
    return JsonResponse({"v": version}) if by_script else None


@require_POST
@with_seat
def take_back(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Take an own text back while its phase runs."""
    try:
        contribution_id = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    withdraw(session_id=seat.session_id, by=seat, contribution_id=contribution_id)
    return None


@require_POST
@with_seat
def ready(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Done with the phase, or not yet."""
    form = ReadyForm(request.POST)
    if not form.is_valid():
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    set_ready(session_id=seat.session_id, by=seat, **form.cleaned_data)
    return None


@require_POST
@with_seat
def keep(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Say what may outlive the session; the choice is confirmed, and can be changed until the end."""
    choices = read_choices(request.POST)
    reminders, wrong = read_reminders(request.POST)
    decide(session_id=seat.session_id, by=seat, choices=choices, reminders=reminders)
    if wrong:
        return show(request, _seat(request, seat.session_id), notice=wrong, status=422)
    if choices and FRAGMENT_HEADER in request.headers:
        return show(request, _seat(request, seat.session_id), notice=_("Je keuze ligt vast."))
    return None


@require_POST
@with_seat
def slower(request: HttpRequest, seat: Seat) -> None:
    """A slower pace, please; or it is fine again."""
    ask_slower(session_id=seat.session_id, by=seat, wanted=request.POST.get("trager") == "ja")


@require_GET
@with_seat
def confirm_close(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Before the end: what will be erased, and who has not chosen yet. Changes nothing."""
    check_can_steer(seat.session, seat, Move.CLOSE, script=Script.from_json(seat.session.method_snapshot))
    room = project(seat.session, seat)
    base = reverse("intervision:room", args=[seat.session_id])
    breadcrumbs = [*way_to(seat), (room.method, base), (_("Afsluiten"), None)]
    response = render(request, "intervision/close.html", {"room": room, "base": base, "breadcrumbs": breadcrumbs})
    patch_cache_control(response, no_store=True, private=True)
    return response


@require_POST
@with_seat
def screen_code(_request: HttpRequest, seat: Seat) -> None:
    """Ask a code for a screen."""
    offer_screen(session_id=seat.session_id, by=seat)
