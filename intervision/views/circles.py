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
from intervision.queries import circles_of, learning_lines, members_of, own_lines, practice_of, sessions_of, upcoming
from intervision.rotation import Proposed, Rotation
from intervision.rules import SMALLEST_CIRCLE, can_write_agreement, check_can_plan
from intervision.year import years_in
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
            "practice": practice_of(person),
            "case": case,
            "chosen": method,
            "carried": _carried(case, method),
            "methods": Method.objects.with_around().for_beginners(),
            "breadcrumbs": [(_("Intervisie"), None)],
        },
    )


@login_required
def circle(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """One circle, for its members; for anybody else it does not exist."""
    found = find_circle(request, circle_id)
    sessions = list(sessions_of(found))
    case, method = _case(request), _method(request)
    seats = set(upcoming(request.user).values_list("pk", flat=True))
    placed = [(session, session.pk in seats) for session in reversed(sessions)]
    members = members_of(found)
    facilitator, bringer = Rotation.of(found).propose()
    return render(
        request,
        "intervision/circle.html",
        {
            "circle": found,
            "case": case,
            "carried": _carried(case, method),
            "members": members,
            "is_complete": len(members) >= SMALLEST_CIRCLE,
            "facilitator": facilitator,
            "bringer": bringer,
            "may_write": can_write_agreement(found, request.user),  # type: ignore[arg-type]  # signed in
            "running": [pair for pair in placed if pair[0].status in {Status.RUNNING, Status.CLOSING}],
            "coming": [pair for pair in placed if pair[0].status == Status.PLANNED],
            "past": [session for session in sessions if session.status == Status.CLOSED],
            "lines": [(line, line.open()) for line in learning_lines(found)],
            "years": years_in(sessions),
            "breadcrumbs": [(_("Intervisie"), reverse("intervision:home")), (found.name, None)],
        },
    )


@login_required
def plan(request: HttpRequest, circle_id: uuid.UUID) -> HttpResponse:
    """Plan a session of this circle."""
    found = find_circle(request, circle_id)
    assert isinstance(request.user, User)
    refused = _refused(found, request.user)
    facilitator, bringer = Rotation.of(found).propose()
    form = PlanForm(
        request.POST or None,
        circle=found,
        initial=_suggestion(request, facilitator, bringer),
        proposals=_told(facilitator, bringer),
    )
    if request.method == "POST" and not refused and form.is_valid():
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
            "refused": refused,
            "breadcrumbs": [*way_to(found), (_("Sessie plannen"), None)],
        },
        status=422 if form.is_bound else 200,
    )


def find_circle(request: HttpRequest, circle_id: uuid.UUID) -> Circle:
    """The circle of this member; for anybody else it does not exist."""
    assert isinstance(request.user, User)
    return get_object_or_404(circles_of(request.user), pk=circle_id)


def way_to(circle: Circle) -> list[tuple[str, str]]:
    """The crumbs that lead to a circle and what is below it."""
    return [
        (_("Intervisie"), reverse("intervision:home")),
        (circle.name, reverse("intervision:circle", args=[circle.pk])),
    ]


def _refused(circle: Circle, person: User) -> str:
    """Why nothing can be planned here now; empty where it can."""
    try:
        check_can_plan(circle, person)
    except RoomRefusal as refusal:
        return refusal.reason
    return ""


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


def _suggestion(request: HttpRequest, facilitator: Proposed | None, bringer: Proposed | None) -> dict[str, object]:
    """Next week, whose turn it is, and the method that somebody came with."""
    return {
        "starts_at": _next_week(timezone.localtime()),
        "facilitator": facilitator.person.pk if facilitator else None,
        "bringer": bringer.person.pk if bringer else None,
        "method": _method(request),
    }


def _told(facilitator: Proposed | None, bringer: Proposed | None) -> dict[str, str]:
    """Why these two are proposed; the choice stays open."""
    why = _("%(name)s staat er als voorstel: het langst geleden, of nog nooit. Een ander kiezen mag.")
    proposed = {"facilitator": facilitator, "bringer": bringer}
    return {role: why % {"name": each.person.called} for role, each in proposed.items() if each}


def _next_week(now: datetime) -> datetime:
    return (now + timedelta(days=7)).replace(hour=14, minute=0, second=0, microsecond=0)
