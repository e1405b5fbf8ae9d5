"""The page of a unit, and what can be sent from it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from modules import actions
from modules.addresses import about_module, index_url, unit_url
from modules.asked import query_of
from modules.forms import AnswerForm, form_for
from modules.models import ModulePage, Plan
from modules.queries import progress_of
from modules.queries.front import rows_of
from modules.rules import can_keep_progress
from modules.sheet import sheet_of
from modules.steps import asks_something, steps_of
from modules.units import Unit
from modules.views.lookup import UnitGone, unit_or_gone
from people.models import User
from reflection.desk import Desk, data_of
from reflection.drafts import Place
from reflection.forms import NoteForm
from reflection.notebook import NotebookFullError, notebook_of
from reflection.views.same_reader import from_same_reader

UnitView = Callable[Concatenate[HttpRequest, ModulePage, Unit, ...], HttpResponse]


def for_unit(view: UnitView) -> Callable[..., HttpResponse]:
    """Give the view its module and unit. A link to a unit that is gone leads to the module, and says so."""

    @from_same_reader
    @wraps(view)
    def found(request: HttpRequest, slug: str, address: str, **kwargs: Any) -> HttpResponse:
        try:
            module, unit = unit_or_gone(request, slug, address)
        except UnitGone as gone:
            messages.info(request, _("Die eenheid staat hier niet meer, of ze heet nu anders. Dit is de module."))
            return redirect(gone.module.url)
        return view(request, module, unit, **kwargs)

    return found


@require_safe
@for_unit
def unit_page(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """One unit with its blocks. Somebody who began the module is remembered to be here."""
    return _page(request, module, unit)


@require_POST
@for_unit
def keep(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """Store what was written, and show the page as it is asked for now, at the block `plek`.

    With `gedaan`, the planned task of that block is done, or not after all.
    """
    place = request.GET.get("plek", "")
    if place and unit.block(place) is None:
        raise Http404
    refused = _store(request, module, unit)
    if "gedaan" in request.POST and isinstance(request.user, User):
        plan = get_object_or_404(Plan, person=request.user, module_key=module.translation_key, block_id=place)
        actions.settle_plan(plan=plan, done=request.POST["gedaan"] == "ja")
    return _back(request, module, unit, place, refused)


@require_POST
@for_unit
def answer(request: HttpRequest, module: ModulePage, unit: Unit, block_id: str) -> HttpResponse:
    """Store what was written, in the reader's own notebook, and come back to this block."""
    block = unit.block(block_id)
    if block is None or form_for(block) is None:
        raise Http404
    refused = _store(request, module, unit)
    if isinstance(request.user, User) and block_id not in refused:
        actions.bookmark(module=module, unit=unit, block_id=block_id, by=request.user)
    return _back(request, module, unit, block_id, refused)


@require_POST
@for_unit
def put_bookmark(request: HttpRequest, module: ModulePage, unit: Unit, block_id: str) -> HttpResponse:
    """Store what was written, and remember this block as the place to go on."""
    if unit.block(block_id) is None:
        raise Http404
    refused = _store(request, module, unit)
    if not isinstance(request.user, User):
        return redirect_to_login(unit_url(module, unit, block_id))
    actions.bookmark(module=module, unit=unit, block_id=block_id, by=request.user)
    return _back(request, module, unit, block_id, refused)


@require_POST
@for_unit
def finish(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """Store what was written, mark the unit as done, and go on: to the next, or to the module when it was the last.

    Something that cannot be kept as it is comes first: the page stays, and so does the unit.
    """
    refused = _store(request, module, unit)
    if refused:
        return _page(request, module, unit, refused=refused)
    if not isinstance(request.user, User):
        return redirect_to_login(unit_url(module, unit))
    actions.finish_unit(module=module, unit=unit, by=request.user)
    following = module.all_units.after(unit)
    if following is None:
        return redirect(module.url)
    actions.open_unit(module=module, unit=following, by=request.user)
    return redirect(unit_url(module, following))


@require_POST
@for_unit
def reopen(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """Store what was written, and take back that the unit is done."""
    refused = _store(request, module, unit)
    if not isinstance(request.user, User):
        return redirect_to_login(unit_url(module, unit))
    actions.reopen_unit(module=module, unit=unit, by=request.user)
    return _back(request, module, unit, "", refused)


Refused = Mapping[str, AnswerForm]


def _store(request: HttpRequest, module: ModulePage, unit: Unit) -> Refused:
    """Store every answer that was changed on the page. What cannot be kept comes back, by block."""
    notebook, desk = notebook_of(request), desk_at(request, module, unit)
    crossed = data_of(desk.crossed.fields) if desk.crossed else None
    sheet = sheet_of(unit, request.POST, notebook.notes(about_module(module)), crossed=crossed)
    try:
        actions.save_answers(
            module=module,
            unit=unit,
            values=sheet.values,
            operation=sheet.operation,
            notebook=notebook,
            by=request.user,
            settled=None if sheet.refused else desk.settled,
        )
    except NotebookFullError as full:
        for form in sheet.changed.values():
            form.add_error(None, str(full))
        return {**sheet.refused, **sheet.changed}
    if not sheet.refused:
        desk.clear()
    elif any(form.elsewhere for form in sheet.refused.values()):
        desk.keep_sent()
    return sheet.refused


def desk_at(request: HttpRequest, module: ModulePage, unit: Unit) -> Desk:
    """The whole page of a unit is one form, with one draft."""
    place = Place(about_module(module), f"eenheid.{unit.id}", module.live_revision_id)
    return Desk(request, place, unit_url(module, unit))


def _back(request: HttpRequest, module: ModulePage, unit: Unit, block_id: str, refused: Refused) -> HttpResponse:
    """The page again, at this block; straight away where something has to be said about what was written."""
    if refused:
        return _page(request, module, unit, refused=refused)
    return redirect(unit_url(module, unit, block_id, query_of(request, unit)))


def _page(request: HttpRequest, module: ModulePage, unit: Unit, *, refused: Refused | None = None) -> HttpResponse:
    progress = progress_of(module, request.user)
    enrolment, row = progress.enrolment, progress.rows.get(unit.id)
    if enrolment and isinstance(request.user, User) and (row is None or enrolment.unit_id != unit.id):
        actions.open_unit(module=module, unit=unit, by=request.user)
    desk = desk_at(request, module, unit) if asks_something(unit) else None
    steps = steps_of(request, module, unit, bookmark=row.last_block if row else "", refused=refused, desk=desk)
    context = {
        "page": module,  # what the frame's language switch follows
        "module": module,
        "unit": unit,
        "state": progress.state(unit),
        "rows": rows_of(module, progress, unit),
        "steps": steps,
        "desk": desk,
        "shows_draft": any(step.form and step.form.shows_draft for step in steps),
        "refused": refused,
        # A new id for every page that is sent out, so that only a double submit of one page is one.
        "sheet": NoteForm(),
        "following": _row_after(module, unit),
        "keeps_progress": can_keep_progress(request.user),
        "breadcrumbs": [(_("Modules"), index_url(module)), (module.title, module.url), (unit.title, None)],
    }
    return render(request, "modules/unit.html", context, status=422 if refused else 200)


def _row_after(module: ModulePage, unit: Unit) -> tuple[Unit, str] | None:
    following = module.all_units.after(unit)
    return (following, unit_url(module, following)) if following else None
