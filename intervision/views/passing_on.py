"""What a kept line can become, and the consent of whoever brought the case where it is a circle's line."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from deidentification.remarks import remarks_on
from intervision.actions import passing_on as actions
from intervision.enums import Consent
from intervision.exceptions import RoomRefusal
from intervision.models import KeptLine
from intervision.passing_on import bringer_of, brought_line, can_ask, check_can_pass_on, line_for
from people.models import User
from reflection.onward import ways_on


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def pass_on(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """The line, what in it may tell who somebody is, and what it can become. POST begins that, as a draft of one's own."""
    person = _person(request)
    line = line_for(person, line_id)
    if line is None:
        raise Http404
    if request.method != "POST":
        return _page(request, line)
    try:
        return redirect(actions.pass_on(by=person, line=line, way=request.POST.get("naar", "")))
    except RoomRefusal as refusal:
        return _page(request, line, notice=refusal.reason, status=refusal.status)


@require_POST
@cache_control(private=True, no_store=True)
@login_required
def ask(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Ask whoever brought the case, once."""
    person = _person(request)
    line = line_for(person, line_id)
    if line is None:
        raise Http404
    try:
        actions.ask_consent(by=person, line_id=line_id)
    except RoomRefusal as refusal:
        return _page(request, line, notice=refusal.reason, status=refusal.status)
    messages.success(request, _("Gevraagd. Je naam staat er niet bij."))
    return redirect("intervision:pass_on", line_id=line_id)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def consent(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """For whoever brought the case: whether this line may leave the circle. The choice can be changed."""
    person = _person(request)
    line = brought_line(person, line_id)
    if line is None:
        raise Http404
    if request.method == "POST":
        said = request.POST.get("mag", "")
        if said in {Consent.YES, Consent.NO}:
            actions.answer_consent(by=person, line_id=line_id, consent=Consent(said))
            messages.success(
                request, _("Deze zin mag verder.") if said == Consent.YES else _("Deze zin blijft in de kring.")
            )
        return redirect("intervision:line_consent", line_id=line_id)
    context = {"line": line, "text": line.open(), "breadcrumbs": _crumbs(_("Een leerlijn"))}
    return render(request, "intervision/consent.html", context)


def _page(request: HttpRequest, line: KeptLine, notice: str = "", status: int = 200) -> HttpResponse:
    person, text, bringer = _person(request), line.open(), bringer_of(line)
    refused = ""
    try:
        check_can_pass_on(person, line, bringer)
    except RoomRefusal as refusal:
        refused = refusal.reason
    context = {
        "line": line,
        "text": text,
        "notice": notice,
        "refused": refused,
        "can_ask": can_ask(person, line, bringer),
        "brought": line.circle_id is not None and bringer is not None and bringer.pk == person.pk,
        "ways": [] if refused else ways_on(person),
        "remarks": [] if refused else remarks_on([("", text)], get_language() or "nl"),
        "breadcrumbs": _crumbs(_("Maak er iets van")),
    }
    return render(request, "intervision/pass_on.html", context, status=status)


def _crumbs(here: str) -> list[tuple[str, str | None]]:
    return [(_("Intervisie"), reverse("intervision:home")), (here, None)]


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
