"""Looking again: first the prompt, blank; then what stood there; then what differs. And later, stop, never."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import User
from reflection.actions import echoes as actions
from reflection.desk import Desk, data_of
from reflection.drafts import seen_again_at
from reflection.echo_forms import EchoForm
from reflection.echo_rules import EchoError, state_at
from reflection.enums import EchoState
from reflection.models import Echo
from reflection.queries.echoes import Recall, answers_on, open_echoes, recall_of, wants_none
from reflection.views.same_reader import from_same_reader
from reflection.workbook import book_of


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def echoes(request: HttpRequest) -> HttpResponse:
    """What lies ready and what is to come, with the one setting."""
    person, now = _person(request), timezone.now()
    listed = open_echoes(person)
    context = {
        "ready": [each for each in listed if state_at(each.echo, now) == EchoState.READY],
        "coming": [each for each in listed if state_at(each.echo, now) == EchoState.WAITING],
        "wants_none": wants_none(person),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Later opnieuw"), None)],
    }
    return render(request, "reflection/echoes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
@login_required
def echo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One echo, or where its room answers it. Before the answer nothing of what was written leaves the server; POST `zonder` looks without writing.

    What was written now and became no answer (the echo was closed on another page meanwhile, or somebody wrote and
    then only looked) stays as a draft, and stands on the page until it is thrown away.
    """
    found = _echo_of(request, pk)
    if elsewhere := answers_on(found):
        return redirect(elsewhere)
    recall, state = recall_of(found), state_at(found, timezone.now())
    desk = Desk(request, seen_again_at(pk))
    if request.method != "POST":
        return _page(request, recall, state, EchoForm(recall, draft=desk.data), desk)
    form = EchoForm(recall, request.POST)
    only_looks = "zonder" in request.POST
    if not form.is_valid() and not only_looks:
        return _page(request, recall, state, form, desk, status=422)
    if not only_looks and (other := _elsewhere(form, desk)):
        form.hold_against(other)
        desk.keep_sent()
        return _page(request, recall, state, form, desk, status=409)
    if only_looks and form.lines():
        desk.keep_sent()
    try:
        actions.answer(
            by=_person(request),
            echo_id=pk,
            texts={} if only_looks else form.value(),
            operation=form.cleaned_data["operation"],
            settled=desk.settled,
        )
    except EchoError as refused:
        messages.info(request, str(refused))
        stands = {prompt.part: prompt.now for prompt in recall.prompts if prompt.now}
        if not only_looks and form.value() != stands:  # the same form sent twice has nothing to tell
            desk.keep_sent()
            return _page(request, recall, state, form, desk, status=409)
    if not only_looks:
        desk.clear_rescued()
    return redirect("reflection:echo", pk=pk)


def _elsewhere(form: EchoForm, desk: Desk) -> EchoForm | None:
    """What this same person wrote here on another page since this one went out, and that says otherwise."""
    if not desk.crossed:
        return None
    other = EchoForm(form.recall, draft=data_of(desk.crossed.fields))
    return other if other.shows_draft else None


@require_POST
@login_required
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let one piece of one's own come back; the row names it."""
    rows = book_of(_person(request)).spot_of(pk)
    if not rows:
        raise Http404
    actions.ask_echoes(by=_person(request), about=rows[0].about, part=rows[0].part)
    messages.success(request, _("Het komt over vier en over twaalf weken terug. Stoppen kan altijd."))
    return redirect("reflection:workbook_versions", pk=pk)


@require_POST
@login_required
def postpone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Two weeks later."""
    return _moved(request, pk, actions.postpone, _("Het komt over twee weken terug."))


@require_POST
@login_required
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This one not any more."""
    return _moved(request, pk, actions.stop, _("Dit komt niet meer terug. Wat je schreef, blijft in je werkboek."))


@require_POST
@login_required
def stop_for_ever(request: HttpRequest) -> HttpResponse:
    """None any more, until one is asked for again."""
    actions.stop_for_ever(by=_person(request))
    messages.success(request, _("Er komt niets meer terug, tot je er zelf weer om vraagt."))
    return redirect("reflection:echoes")


def _moved(request: HttpRequest, pk: uuid.UUID, move: Callable[..., Echo], said: str) -> HttpResponse:
    _echo_of(request, pk)
    try:
        move(by=_person(request), echo_id=pk)
    except EchoError as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("reflection:echoes")


def _page(
    request: HttpRequest, recall: Recall, state: EchoState, form: EchoForm, desk: Desk, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "echo": recall.echo,
        "state": state,
        "is_ready": state == EchoState.READY,
        "is_answered": state == EchoState.ANSWERED,
        "form": form,
        "desk": desk,
        "left": [] if state == EchoState.READY else form.lines(),
        "recall": recall,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Later opnieuw"), reverse("reflection:echoes")),
            (_("Opnieuw kijken"), None),
        ],
    }
    return render(request, "reflection/echoes/echo.html", context, status=status)


def _echo_of(request: HttpRequest, pk: uuid.UUID) -> Echo:
    """This person's echo. Somebody else's is as absent as none."""
    found: Echo | None = Echo.objects.of(_person(request)).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
