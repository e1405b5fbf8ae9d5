"""A circle: who is in it, when it meets, what it learned."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import CasePage
from cases.queries import find_case
from intervision.actions.planning import plan_session
from intervision.enums import Status
from intervision.exceptions import RoomRefusal
from intervision.forms import PlanForm
from intervision.models import Method
from intervision.queries import circles_of, learning_lines, members_of, own_lines, sessions_of, upcoming
from people.models import Circle, User


def home(request: HttpRequest) -> HttpResponse:
    """The door of this room: your sessions and circles, and the methods for everybody."""
    person = request.user
    case, method = _case(request), _method(request)
    return render(
        request,
        "intervision/home.html",
        {
            "sessions": upcoming(person),
            "circles": circles_of(person) if isinstance(person, User) else (),
            "lines": [(line, line.open()) for line in own_lines(person)] if isinstance(person, User) else (),
            "case": case,
            "chosen": method,
            "carried": _carried(case, method),
            "methods": Method.objects.choosable().with_around(),
            "breadcrumbs": [(_("Intervisie"), None)],
        },
    )


@login_required
def circle(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """One circle, for its members; for anybody else it does not exist."""
    found = _circle(request, circle_id)
    sessions = list(sessions_of(found))
    case, method = _case(request), _method(request)
    seats = set(upcoming(request.user).values_list("pk", flat=True))
    return render(
        request,
        "intervision/circle.html",
        {
            "circle": found,
            "case": case,
            "carried": _carried(case, method),
            "members": members_of(found),
            "coming": [(session, session.pk in seats) for session in sessions if session.status != Status.CLOSED][::-1],
            "past": [session for session in sessions if session.status == Status.CLOSED],
            "lines": [(line, line.open()) for line in learning_lines(found)],
            "breadcrumbs": [(_("Intervisie"), reverse("intervision:home")), (found.name, None)],
        },
    )


@login_required
def plan(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Plan a session of this circle."""
    found = _circle(request, circle_id)
    assert isinstance(request.user, User)
    form = PlanForm(request.POST or None, circle=found, initial=_suggestion(request))
    if request.method == "POST" and form.is_valid():
        try:
            session = plan_session(by=request.user, circle=found, **form.cleaned_data)
        except RoomRefusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect(session)
    return render(
        request,
        "intervision/plan.html",
        {
            "circle": found,
            "case": _case(request),
            "form": form,
            "breadcrumbs": [
                (_("Intervisie"), reverse("intervision:home")),
                (found.name, reverse("intervision:circle", args=[found.pk])),
                (_("Sessie plannen"), None),
            ],
        },
        status=422 if form.is_bound else 200,
    )


def _circle(request: HttpRequest, circle_id: uuid.UUID) -> Circle:
    assert isinstance(request.user, User)
    return get_object_or_404(circles_of(request.user), pk=circle_id)


def _case(request: HttpRequest) -> CasePage | None:
    """The case that somebody came from to bring it in. It only walks along in the address and is stored nowhere."""
    try:
        return find_case(request, slug) if (slug := request.GET.get("casus", "")) else None
    except Http404:
        return None


def _method(request: HttpRequest) -> Method | None:
    """The method that somebody chose before they came here; it walks along in the address."""
    return Method.objects.choosable().filter(slug=request.GET.get("methode", "")[:50]).first()


def _carried(case: CasePage | None, method: Method | None) -> str:
    """What walks along to the planning, as the end of an address."""
    along = {"casus": case.slug if case else "", "methode": method.slug if method else ""}
    query = urlencode({name: slug for name, slug in along.items() if slug})
    return f"?{query}" if query else ""


def _suggestion(request: HttpRequest) -> dict[str, object]:
    """Next week, the planner as facilitator, and the method that somebody came with; who thinks along, they say."""
    return {
        "starts_at": _next_week(timezone.localtime()),
        "facilitator": request.user.pk,
        "method": _method(request),
    }


def _next_week(now: datetime) -> datetime:
    return (now + timedelta(days=7)).replace(hour=14, minute=0, second=0, microsecond=0)
