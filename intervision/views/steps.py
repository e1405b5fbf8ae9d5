"""A step of one's own: two answers, and one mail for who asks for it. In the room: laying it on the table."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from intervision.actions.steps import answer_step, remind, share_step
from intervision.enums import StepAnswer
from intervision.exceptions import RoomRefusal
from intervision.models import Seat
from intervision.step_forms import ReminderForm
from intervision.steps import Step, step_of
from intervision.views.room import show, with_seat
from people.models import User


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def step(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """One step, for whoever planned it; for anybody else it does not exist."""
    found = _own(request, line_id)
    return _page(request, found, ReminderForm(day=found.comes_on))


@require_POST
@cache_control(private=True, no_store=True)
@login_required
def answer(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Done, or let go."""
    found = _own(request, line_id)
    if (said := request.POST.get("antwoord", "")) not in StepAnswer.values:
        return _page(request, found, ReminderForm(day=found.comes_on), status=400)
    answer_step(by=_person(request), line_id=line_id, answer=StepAnswer(said))
    return redirect("intervision:kept_step", line_id=line_id)


@require_POST
@cache_control(private=True, no_store=True)
@login_required
def reminder(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Ask for the one mail, put it on another day, or take it back."""
    found = _own(request, line_id)
    takes_back = "geen" in request.POST
    form = ReminderForm(request.POST)
    if not takes_back and not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        remind(by=_person(request), line=found.line, day=None if takes_back else form.cleaned_data["day"])
    except RoomRefusal as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, found, form, status=refusal.status)
    messages.success(request, _("Er komt geen mail.") if takes_back else _("Je krijgt die dag één mail."))
    return redirect("intervision:kept_step", line_id=line_id)


@require_POST
@with_seat
def look_back(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Where the circle looks back: lay an own step on the table, or answer it for oneself."""
    try:
        line_id = uuid.UUID(request.POST.get("stap", ""))
    except ValueError:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    said = request.POST.get("antwoord", "")
    if said in StepAnswer.values and seat.person is not None:
        answer_step(by=seat.person, line_id=line_id, answer=StepAnswer(said))
    else:
        share_step(session_id=seat.session_id, by=seat, line_id=line_id)
    return None


def _page(request: HttpRequest, found: Step, form: ReminderForm, status: int = 200) -> HttpResponse:
    context = {
        "step": found,
        "form": form,
        "answers": StepAnswer,
        "breadcrumbs": [(_("Intervisie"), reverse("intervision:home")), (_("Je stap"), None)],
    }
    return render(request, "intervision/step.html", context, status=status)


def _own(request: HttpRequest, line_id: uuid.UUID) -> Step:
    found = step_of(_person(request), line_id)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
