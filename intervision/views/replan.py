"""A planned session on another day, or not at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.actions.replanning import cancel_session, move_session
from intervision.forms import MoveForm
from intervision.models import Seat
from intervision.rules import check_can_replan
from intervision.views.room import way_to, with_seat


@with_seat
def move(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Another moment, by who planned the session or facilitates it; the others are mailed."""
    session = seat.session
    check_can_replan(session, seat)
    form = MoveForm(request.POST or None, initial={"starts_at": session.starts_at})
    if request.method == "POST" and form.is_valid():
        move_session(session_id=session.pk, by=seat, starts_at=form.cleaned_data["starts_at"])
        messages.success(request, _("De sessie is verzet. De anderen krijgen een mail."))
        return None
    base = reverse("intervision:room", args=[session.pk])
    breadcrumbs = [*way_to(seat), (str(session.method), base), (_("Verzetten of afzeggen"), None)]
    context = {"session": session, "form": form, "base": base, "breadcrumbs": breadcrumbs}
    return render(request, "intervision/move.html", context, status=422 if form.is_bound else 200)


@require_POST
@with_seat
def cancel(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Not at all; the others are mailed."""
    circle_id = seat.session.circle_id
    cancel_session(session_id=seat.session_id, by=seat)
    messages.success(request, _("De sessie is afgezegd. De anderen krijgen een mail."))
    return redirect("intervision:circle", circle_id=circle_id)
