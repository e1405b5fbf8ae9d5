"""The end of a case: what shifted, the questions, one small act, and the ways on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases.enums import QuestionFor
from cases.folding import fold
from cases.forms import ClosingForm
from cases.groups import groups_of
from cases.queries import find_case, reading_of, url_of
from cases.reading import DO_STEP, Reading
from cases.related import onward_from
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.shift import calibration_of, shift_of
from cases.views.front import reverse_index
from cases.views.stage import SeeOther, back_to
from people.models import User
from reflection.actions.echoes import ask_echoes, remind_on
from reflection.desk import Desk, data_of
from reflection.drafts import Place
from reflection.notebook import NotebookFullError, notebook_of
from reflection.queries.echoes import has_reminder, is_asked
from reflection.views.same_reader import from_same_reader


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    """Look back and choose one act. POST `geen` decides for no act now; both finish the case for this reader."""
    case = find_case(request, slug)
    reading = fold(request, reading_of(request, case))
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    person = request.user if isinstance(request.user, User) else None
    offers_echo = person is not None and not is_asked(person, case.about)
    reminded = has_reminder(person, case.about, DO_STEP) if person else None
    desk = Desk(request, Place(case.about, "slot", case.live_revision_id))
    if request.method != "POST":
        return _page(
            request, reading, ClosingForm(reading, offers_echo=offers_echo, reminded=reminded, draft=desk.data), desk
        )
    form = ClosingForm(reading, request.POST, offers_echo=offers_echo, reminded=reminded)
    if not form.is_valid():
        return _page(request, reading, form, desk, status=422)
    if other := _elsewhere(form, reading, desk):
        form.hold_against(other)
        desk.keep_sent()
        return _page(request, reading, form, desk, status=409)
    try:
        notebook_of(request).write_all(
            case.about,
            form.answers(without_step="geen" in request.POST),
            operation=form.cleaned_data["operation"],
            revision=case.live_revision_id,
            settled=desk.settled,
        )
    except NotebookFullError as full:
        form.add_error(None, str(full))
        return _page(request, reading, form, desk, status=422)
    desk.clear_rescued()
    if person is not None and form.cleaned_data.get("echo"):
        ask_echoes(by=person, about=case.about)
    if person is not None:
        wants = form.cleaned_data.get("herinner") and "geen" not in request.POST
        if wants or reminded:
            day = form.cleaned_data["tegen"] if wants else None
            remind_on(by=person, about=case.about, part=DO_STEP, day=day)
    kept = (
        _("Bewaard bij deze casus. Alleen jij kan het lezen, en je vindt het hier terug.")
        if request.user.is_authenticated
        else _("Het blijft hier staan zolang dit bezoek duurt. Alleen jij kan het lezen.")
    )
    messages.success(request, kept)
    return SeeOther(url_of(case, "closing") + "#verder")


def _elsewhere(form: ClosingForm, reading: Reading, desk: Desk) -> ClosingForm | None:
    """What this same person wrote here on another page since this one went out, and that says otherwise."""
    if form.crosses(form.standing):
        return ClosingForm(reading)
    if desk.crossed and form.is_touched:
        other = ClosingForm(reading, draft=data_of(desk.crossed.fields))
        return other if other.shows_draft else None
    return None


def _page(request: HttpRequest, reading: Reading, form: ClosingForm, desk: Desk, status: int = 200) -> HttpResponse:
    case = reading.case
    questions = [
        (kind, [block.value["text"] for block in case.questions if block.value["audience"] == kind])
        for kind in QuestionFor
    ]
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "reading": reading,
        "form": form,
        "desk": desk,
        "content": any(stage.content for stage in reading.stages),
        "shift": shift_of(reading),
        "calibration": calibration_of(reading),
        "questions": [(kind.label, texts) for kind, texts in questions if texts],
        "written": [stage for stage in reading.stages if stage.notes],
        "groups": groups_of(request.user),
        "onward": onward_from(case, request.user),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (_("Wat neem je mee"), None)],
    }
    return render(request, "cases/closing.html", context, status=status)
