"""One stage of a case, and what the reader writes there before the next one leaves the server."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from cases.content_notes import told_at
from cases.enums import Progress
from cases.folding import fold
from cases.forms import StageForm
from cases.gathering.actions import note_passed, note_restart
from cases.lenses import LENSES, Lens
from cases.models import CasePage
from cases.queries import find_case, reading_of, url_of
from cases.reading import Reading, Stage
from cases.rules import NotOpenYet, check_may_open_stage
from cases.views.front import reverse_index
from people.models import User
from reflection.desk import Desk, data_of
from reflection.drafts import Place
from reflection.notebook import NotebookFullError, left_by_visitor, notebook_of
from reflection.views.same_reader import from_same_reader


class SeeOther(HttpResponseRedirect):
    """On to another page with GET, whatever this request was."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
def stage(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Read a stage; write there, or choose to go on without writing.

    A stage that is not open yet leads back to the first one that is. POST `verder` decides: with it nothing has to
    be written, without it the answers are added to the reader's notebook. Either way the next stage opens.
    """
    case = find_case(request, slug)
    reading = fold(request, reading_of(request, case), asked_at=number)
    try:
        here = reading.stage(number)
        check_may_open_stage(reading, number)
    except IndexError:
        raise Http404 from None
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    desk = Desk(request, Place(case.about, f"fase.{here.id}", case.live_revision_id))
    if request.method != "POST":
        return _page(request, reading, here, StageForm(here, draft=desk.data), desk)
    form = StageForm(here, request.POST)
    without_writing = "verder" in request.POST
    if not form.is_valid() and not without_writing:
        return _page(request, reading, here, form, desk, status=422)
    if form.is_valid() and (other := _elsewhere(form, desk)):
        form.hold_against(other)
        desk.keep_sent()
        return _page(request, reading, here, form, desk, status=409)
    how = Progress.WRITTEN if form.is_valid() or here.progress == Progress.WRITTEN else Progress.WITHOUT_WRITING
    operation = form.cleaned_data.get("operation")
    try:
        notebook_of(request).write_all(
            case.about,
            form.answers(how),
            operation=operation,
            revision=case.live_revision_id,
            settled=desk.settled if form.is_valid() else None,
        )
    except NotebookFullError as full:
        form.add_error(None, str(full))
        return _page(request, reading, here, form, desk, status=422)
    if isinstance(request.user, User):
        note_passed(person=request.user, about=case.about, stage=here.id)
    if form.is_valid():
        desk.clear_rescued()
    if here.is_passed and not without_writing:
        messages.success(request, _("Je nieuwe versie staat er. De vorige blijft bewaard."))
    if form.asks_now:
        return SeeOther(url_of(case, "stage", number=here.number) + "#antwoorden")
    return SeeOther(_next_url(case, reading, here))


@require_POST
def restart(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin afresh: a visitor's notes on this case are wiped, a member's stay theirs and no longer count."""
    case = find_case(request, slug)
    notebook_of(request).restart(case.about)
    if isinstance(request.user, User):
        note_restart(person=request.user, about=case.about)
    messages.success(request, _("Je begint opnieuw met deze casus."))
    return SeeOther(url_of(case))


def back_to(request: HttpRequest, case: CasePage, closed: NotOpenYet) -> HttpResponse:
    """To where the reader is, with the reason; who still has to decide about earlier notes, decides at the front."""
    if left_by_visitor(request) is not None:
        return SeeOther(url_of(case))
    messages.info(request, str(closed))
    return SeeOther(url_of(case, "stage", number=closed.stage))


def _elsewhere(form: StageForm, desk: Desk) -> StageForm | None:
    """What this same person wrote at this stage on another page since this one went out, and that says otherwise."""
    if form.crosses(form.standing):
        return StageForm(form.stage)
    if desk.crossed and form.is_touched:
        other = StageForm(form.stage, draft=data_of(desk.crossed.fields))
        return other if other.shows_draft else None
    return None


def _next_url(case: CasePage, reading: Reading, here: Stage) -> str:
    if here.number == len(reading.stages):
        return url_of(case, "voices")
    return url_of(case, "stage", number=here.number + 1)


def _page(
    request: HttpRequest, reading: Reading, here: Stage, form: StageForm, desk: Desk, status: int = 200
) -> HttpResponse:
    case = reading.case
    context: dict[str, Any] = {
        "page": case,
        "case": case,
        "reading": reading,
        "stage": here,
        "form": form,
        "desk": desk,
        "lenses": [Lens(lens.id, str(lens.label)) for lens in LENSES],  # drawn once per sentence
        "content": told_at(here.content),
        "earlier": [stage for stage in reading.stages if stage.number < here.number and stage.notes],
        "next_url": _next_url(case, reading, here),
        "breadcrumbs": [(_("Casussen"), reverse_index()), (case.title, url_of(case)), (here.title, None)],
    }
    return render(request, "cases/stage.html", context, status=status)
