"""Before a session: the case pad with what the others will see of it, and the private question."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deidentification.remarks import remarks_on
from intervision.actions.caution import answer_safely, choose_nameless
from intervision.actions.preparing import lay_ready, take_case_back
from intervision.casepad import QUESTIONS, PadKeeper, chosen_on, label_of, place_of
from intervision.enums import CASE, Judged
from intervision.exceptions import NotYourPlace, RoomRefusal
from intervision.models import Contribution, Seat
from intervision.preparing_forms import AnswerForm, PadForm
from intervision.pseudonyms import names_by_register
from intervision.roomview import Board, Card
from intervision.rules import (
    can_lay_ready,
    can_take_case_back,
    check_can_answer,
    check_can_choose_nameless,
    check_can_prepare,
)
from intervision.script import Script
from intervision.views.room import way_to, with_seat
from reflection.desk import Desk, data_of, fields_of
from reflection.drafts import StaleDraftError
from reflection.notebook import NotebookFullError
from reflection.views.same_reader import from_same_reader


@require_http_methods(["GET", "HEAD", "POST"])
@from_same_reader
@with_seat
def prepare(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The pad. POST keeps it; `bekijken` goes on to what the others will see; `nakijken` only looks and keeps nothing.

    Where something else was written meanwhile on another page, it answers 409 with both.
    """
    check_can_prepare(seat.session, seat)
    desk = _desk(request, seat)
    if request.method != "POST":
        return _pad(request, seat, PadForm.showing(desk.data), desk)
    form = PadForm(request.POST)
    if not form.is_valid():
        return _pad(request, seat, form, desk, status=422)
    if "nakijken" in request.POST:
        texts = [(each.label, form.cleaned_data[each.name]) for each in QUESTIONS]
        return _pad(request, seat, form, desk, remarks=remarks_on(texts, "nl"), looked=True)
    try:
        PadKeeper(request).keep_draft(desk.place, _sent(request), seen=desk.settled.version, page=desk.settled.page)
    except StaleDraftError as stale:
        if stale.standing is not None:
            form.hold_against(PadForm.showing(data_of(stale.standing.fields)))
        return _pad(request, seat, form, desk, status=409)
    except NotebookFullError as refused:
        form.add_error(None, str(refused))
        return _pad(request, seat, form, desk, status=409)
    desk.clear_rescued()
    if "bekijken" in request.POST:
        return redirect("intervision:show_case", session_id=seat.session_id)
    messages.success(request, _("Bewaard. Alleen jij kan het lezen."))
    return redirect("intervision:prepare", session_id=seat.session_id)


@require_GET
@with_seat
def show_case(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Exactly what the others will see, and laying it ready or taking it back."""
    check_can_prepare(seat.session, seat)
    return _preview(request, seat)


@require_POST
@with_seat
def lay(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Lay ready what was shown, in the version that was shown."""
    desk = _desk(request, seat)
    fields = desk.draft.fields if desk.draft else {}
    try:
        lay_ready(session_id=seat.session_id, by=seat, parts=chosen_on(fields), seen=desk.settled.version)
    except NotYourPlace:
        raise  # what lies ready is for the bringer alone
    except RoomRefusal as refusal:
        return _preview(request, seat, said=refusal.reason, status=refusal.status)
    messages.success(request, _("Het ligt klaar. De anderen zien het als je begint te vertellen."))
    return redirect("intervision:show_case", session_id=seat.session_id)


@require_POST
@with_seat
def take_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take back what lay ready."""
    try:
        take_case_back(session_id=seat.session_id, by=seat)
    except NotYourPlace:
        raise  # what lies ready is for the bringer alone
    except RoomRefusal as refusal:
        return _preview(request, seat, said=refusal.reason, status=refusal.status)
    messages.success(request, _("Teruggenomen. Niemand heeft het gezien."))
    return redirect("intervision:show_case", session_id=seat.session_id)


@require_http_methods(["GET", "HEAD", "POST"])
@with_seat
def question(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One question, for one person. Whatever they answer, the answer of this page is the same."""
    check_can_answer(seat.session, seat)
    form = AnswerForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        answer_safely(session_id=seat.session_id, by=seat, answer=Judged(form.cleaned_data["answer"]))
        messages.success(request, _("Bewaard. Niemand ziet wat je antwoordde, ook niet dat je antwoordde."))
        return redirect(seat.session)
    return _private(
        request,
        "intervision/question.html",
        seat,
        _("Een vraag vooraf"),
        form=form,
        status=422 if form.is_bound else 200,
    )


@require_POST
@with_seat
def nameless(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Let the group write without names, or leave it open."""
    check_can_choose_nameless(seat.session, seat)
    choose_nameless(session_id=seat.session_id, by=seat, nameless=request.POST.get("zonder") == "ja")
    return redirect(seat.session)


@require_GET
@login_required
@cache_control(private=True, max_age=86_400)
def names(_request: HttpRequest) -> JsonResponse:
    """Names to choose a stand-in from, by the region they sound of. The same for everybody: it takes no question."""
    return JsonResponse(names_by_register())


def _desk(request: HttpRequest, seat: Seat) -> Desk:
    return Desk(request, place_of(seat), reverse("intervision:prepare", args=[seat.session_id]))


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    """What was written, without the marks and the buttons of the form."""
    return {
        name: values for name, values in fields_of(request.POST).items() if name not in {"was", "bekijken", "nakijken"}
    }


def _pad(
    request: HttpRequest, seat: Seat, form: PadForm, desk: Desk, *, status: int = 200, **more: Any
) -> HttpResponse:
    laid = Contribution.objects.filter(session=seat.session, kind=CASE).exists()
    title = _("Je casuskladblok")
    return _private(
        request, "intervision/prepare.html", seat, title, form=form, desk=desk, laid=laid, status=status, **more
    )


def _preview(request: HttpRequest, seat: Seat, *, said: str = "", status: int = 200) -> HttpResponse:
    desk, script = _desk(request, seat), Script.from_json(seat.session.method_snapshot)
    draft = desk.draft
    chosen = chosen_on(draft.fields) if draft else {}
    laid = _laid(seat)
    telling = script.phase(script.telling)
    return _private(
        request,
        "intervision/show_case.html",
        seat,
        _("Wat de anderen zien"),
        said=said,
        status=status,
        version=draft.version if draft else 0,
        chosen=chosen,
        room={"boards": [_board(seat, chosen)]} if chosen else None,
        laid={"boards": [_board(seat, laid)]} if laid else None,
        is_same=laid == chosen,
        remarks=remarks_on([(label_of(nr), text) for nr, text in chosen.items()], "nl"),
        may_lay=can_lay_ready(seat.session, seat, script=script),
        may_take_back=can_take_case_back(seat.session, seat, script=script),
        telling=telling.title if telling else "",
    )


def _laid(seat: Seat) -> dict[int, str]:
    """What lies ready, by the number of its question."""
    parts = Contribution.objects.filter(session=seat.session, kind=CASE).select_related("data_key")
    return {part.slot: part.open() for part in parts.order_by("slot")}


def _board(seat: Seat, parts: dict[int, str]) -> Board:
    """These parts as they lie on the table of the others."""
    cards = (
        Card(uuid.UUID(int=nr), text, seat.called, is_own=False, question=label_of(nr)) for nr, text in parts.items()
    )
    return Board(phase=0, title=_("De casus"), is_current=False, cards=tuple(cards))


def _private(
    request: HttpRequest, template: str, seat: Seat, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    base = reverse("intervision:room", args=[seat.session_id])
    method = Script.from_json(seat.session.method_snapshot).title
    crumbs = [*way_to(seat), (method, base), (title, None)]
    response = render(
        request, template, {"base": base, "session": seat.session, "breadcrumbs": crumbs, **context}, status=status
    )
    patch_cache_control(response, no_store=True, private=True)
    return response
