"""The desk: lay a situation down, walk the twelve steps, make a draft of it, shred it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from intake import actions
from intake.forms import SituationForm, StepForm
from intake.models import Situation
from intake.queries import desk_of, next_of, origin_of, situation_of, state_of
from intake.rules import NotAWriter, NotYet, can_draft, check_desk
from intake.state import marked, progress_of, questions_of
from intake.steps import LAST, step_of
from people.models import User

P = ParamSpec("P")


def _at_the_desk(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For who writes cases; anybody else who signed in gets the page that says it is not theirs."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            check_desk(request.user)
        except NotAWriter as reason:
            raise PermissionDenied(str(reason)) from None
        return view(request, *args, **kwargs)

    return cache_control(private=True, no_store=True)(login_required(checked))


@require_safe
@_at_the_desk
def overview(request: HttpRequest) -> HttpResponse:
    """What lies on one's own desk, and what the desk is."""
    return render(request, "intake/overview.html", {"desk": desk_of(_person(request)), "breadcrumbs": _crumbs()})


@require_http_methods(["GET", "HEAD", "POST"])
@_at_the_desk
def lay_down(request: HttpRequest) -> HttpResponse:
    """Write a situation down. It is sealed before it is stored."""
    form = SituationForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _writing(request, form, None, status=422 if form.is_bound else 200)
    made = actions.lay_down(by=_person(request), title=form.cleaned_data["title"], text=form.cleaned_data["text"])
    return redirect("intake:step", pk=made.pk, number=1)


@require_safe
@_at_the_desk
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the first step that is not done, or to the end."""
    situation = _situation(request, pk)
    number = next_of(progress_of(state_of(situation)))
    if situation.case_id is not None or number > LAST:
        return redirect("intake:draft", pk=pk)
    return redirect("intake:step", pk=pk, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@_at_the_desk
def text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the text by hand. A version that changed meanwhile answers 409 and keeps what was sent in the form."""
    situation = _still_open(_situation(request, pk))
    if request.method != "POST":
        state = state_of(situation)
        shown = SituationForm(initial={"version": situation.version, "title": state.title, "text": state.text})
        return _writing(request, shown, situation)
    form = SituationForm(request.POST)
    if not form.is_valid():
        return _writing(request, form, situation, status=422)
    title, body = form.cleaned_data["title"], form.cleaned_data["text"]
    try:
        actions.change(
            by=_person(request),
            pk=pk,
            version=form.cleaned_data["version"] or 0,
            how=lambda state: state.rewrite(title, body),
        )
    except actions.StaleSituation:
        form.add_error(None, _("Deze tekst werd intussen op een andere pagina gewijzigd. Neem over wat je nodig hebt."))
        # Sent once more, it goes in the place of the version that is told about here.
        sent = request.POST.copy()
        sent["version"] = str(situation.version)
        form.data = sent
        return _writing(request, form, situation, status=409)
    return redirect("intake:situation", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_at_the_desk
def step(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One of the twelve steps. POST decides; half a decision answers 422, an old version 409, and neither stores."""
    situation, asked = _still_open(_situation(request, pk)), step_of(number)
    if asked is None:
        raise Http404
    state = state_of(situation)
    questions = questions_of(state)
    if request.method != "POST":
        return _step(request, situation, StepForm.of(asked, questions, state))
    form = StepForm.of(asked, questions, state, request.POST)
    if form.errors:
        return _step(request, situation, form, status=422)
    try:
        changed = actions.change(by=_person(request), pk=pk, version=_version(request), how=form.apply)
    except actions.StaleSituation:
        form.errors.append(_("Deze situatie veranderde intussen op een andere pagina. Kijk na wat er nu staat."))
        return _step(request, situation, form, status=409)
    progress = progress_of(state_of(changed))
    here = progress[number - 1]
    if here.open and not here.stop:
        messages.info(request, _("Bewaard. Er staat hier nog iets open."))
    if not here.is_done:
        return redirect("intake:step", pk=pk, number=number)
    return redirect("intake:step", pk=pk, number=number + 1) if number < LAST else redirect("intake:draft", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_at_the_desk
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole text once more, and making a draft of it. A refusal answers 409 with the reason, and makes nothing."""
    situation = _situation(request, pk)
    if request.method != "POST":
        return _end(request, situation)
    try:
        case = actions.draft(by=_person(request), pk=pk, version=_version(request))
    except NotYet as reason:
        return _end(request, situation, said=str(reason), status=409)
    except actions.StaleSituation:
        said = _("Deze situatie veranderde intussen op een andere pagina. Kijk na wat er nu staat.")
        return _end(request, _situation(request, pk), said=said, status=409)
    messages.success(request, _("Er is een ontwerp van gemaakt. Deze tafel wordt over veertien dagen versnipperd."))
    return redirect("wagtailadmin_pages:edit", case.pk)


@require_POST
@_at_the_desk
def shred(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shred it now, key and all."""
    if not actions.shred(Situation.objects.of(_person(request)).filter(pk=pk)):
        raise Http404
    messages.success(request, _("Versnipperd. Ook uit een reservekopie kan niemand het nog lezen."))
    return redirect("intake:overview")


def _person(request: HttpRequest) -> User:
    person: User = request.user  # type: ignore[assignment]  # every view here asks to sign in
    return person


def _version(request: HttpRequest) -> int:
    """What was seen, as the page says; nought, which no row has, for anything else."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _situation(request: HttpRequest, pk: UUID) -> Situation:
    """This person's. Somebody else's is as absent as none."""
    found = situation_of(_person(request), pk)
    if found is None:
        raise Http404
    return found


def _still_open(situation: Situation) -> Situation:
    """One that became a draft is not worked on any more."""
    if situation.case_id is not None:
        raise Http404
    return situation


def _crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    here = (_("Werktafel"), reverse("intake:overview") if more else None)
    return [(_("Mijn"), reverse("mine")), here, *more]


def _writing(request: HttpRequest, form: SituationForm, situation: Situation | None, status: int = 200) -> HttpResponse:
    origin = origin_of(_person(request), state_of(situation)) if situation else None
    context: dict[str, Any] = {
        "form": form,
        "situation": situation,
        "origin": origin,
        "breadcrumbs": _crumbs((_("Schrijven"), None)),
    }
    return render(request, "intake/text.html", context, status=status)


def _step(request: HttpRequest, situation: Situation, form: StepForm, status: int = 200) -> HttpResponse:
    state = state_of(situation)
    progress = progress_of(state)
    context: dict[str, Any] = {
        "situation": situation,
        "state": state,
        "form": form,
        "step": form.step,
        "pieces": list(marked(state, [decision.question.quote for decision in form.decisions])),
        "progress": progress,
        "stop": progress[form.step.number - 1].stop,
        "breadcrumbs": _crumbs((state.title, None)),
    }
    return render(request, "intake/step.html", context, status=status)


def _end(request: HttpRequest, situation: Situation, said: str = "", status: int = 200) -> HttpResponse:
    state = state_of(situation)
    progress = progress_of(state)
    context: dict[str, Any] = {
        "situation": situation,
        "state": state,
        "progress": progress,
        "may_draft": can_draft(progress),
        "origin": origin_of(_person(request), state),
        "said": said,
        "breadcrumbs": _crumbs((state.title, None)),
    }
    return render(request, "intake/draft.html", context, status=status)
