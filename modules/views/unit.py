"""The page of a unit, and what can be sent from it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from modules import actions
from modules.addresses import index_url, unit_url
from modules.forms import AnswerForm, form_for
from modules.models import ModulePage
from modules.queries import progress_of
from modules.queries.front import rows_of
from modules.rules import can_keep_progress
from modules.steps import steps_of
from modules.units import Unit
from modules.views.lookup import UnitGone, unit_or_gone
from people.models import User
from reflection.notebook import NotebookFullError, notebook_of

UnitView = Callable[Concatenate[HttpRequest, ModulePage, Unit, ...], HttpResponse]


def for_unit(view: UnitView) -> Callable[..., HttpResponse]:
    """Give the view its module and unit. A link to a unit that is gone leads to the module, and says so."""

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
def answer(request: HttpRequest, module: ModulePage, unit: Unit, block_id: str) -> HttpResponse:
    """Store what was written at one block, in the reader's own notebook, and come back to that block."""
    block = unit.block(block_id)
    form = form_for(block, data=request.POST) if block else None
    if form is None:
        raise Http404
    if not form.is_valid():
        return _page(request, module, unit, sent=form, at=block_id)
    try:
        actions.save_answer(
            module=module,
            unit=unit,
            block_id=block_id,
            value=form.value(),
            due_on=form.cleaned_data.get("due_on") if form.has_date else None,
            operation=form.cleaned_data["operation"],
            notebook=notebook_of(request),
            by=request.user,
        )
    except NotebookFullError as full:
        form.add_error(None, str(full))
        return _page(request, module, unit, sent=form, at=block_id)
    return redirect(unit_url(module, unit, block_id))


@require_POST
@login_required
@for_unit
def put_bookmark(request: HttpRequest, module: ModulePage, unit: Unit, block_id: str) -> HttpResponse:
    """Remember this block as the place to go on."""
    if unit.block(block_id) is None:
        raise Http404
    assert isinstance(request.user, User)  # login_required
    actions.bookmark(module=module, unit=unit, block_id=block_id, by=request.user)
    return redirect(unit_url(module, unit, block_id))


@require_POST
@login_required
@for_unit
def finish(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """Mark the unit as done, and go on: to the next, or to the module when it was the last."""
    assert isinstance(request.user, User)  # login_required
    actions.finish_unit(module=module, unit=unit, by=request.user)
    following = module.all_units.after(unit)
    if following is None:
        return redirect(module.url)
    actions.open_unit(module=module, unit=following, by=request.user)
    return redirect(unit_url(module, following))


@require_POST
@login_required
@for_unit
def reopen(request: HttpRequest, module: ModulePage, unit: Unit) -> HttpResponse:
    """Take back that the unit is done."""
    assert isinstance(request.user, User)  # login_required
    actions.reopen_unit(module=module, unit=unit, by=request.user)
    return redirect(unit_url(module, unit))


def _page(
    request: HttpRequest, module: ModulePage, unit: Unit, *, sent: AnswerForm | None = None, at: str = ""
) -> HttpResponse:
    progress = progress_of(module, request.user)
    enrolment, row = progress.enrolment, progress.rows.get(unit.id)
    if enrolment and isinstance(request.user, User) and (row is None or enrolment.unit_id != unit.id):
        actions.open_unit(module=module, unit=unit, by=request.user)
    context = {
        "page": module,  # what the frame's language switch follows
        "module": module,
        "unit": unit,
        "state": progress.state(unit),
        "rows": rows_of(module, progress, unit),
        "steps": steps_of(request, module, unit, bookmark=row.last_block if row else "", sent=sent, at=at),
        "following": _row_after(module, unit),
        "keeps_progress": can_keep_progress(request.user),
        "breadcrumbs": [(_("Modules"), index_url(module)), (module.title, module.url), (unit.title, None)],
    }
    return render(request, "modules/unit.html", context, status=422 if sent else 200)


def _row_after(module: ModulePage, unit: Unit) -> tuple[Unit, str] | None:
    following = module.all_units.after(unit)
    return (following, unit_url(module, following)) if following else None
