"""A planned session on another day, with other places, or not at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.actions.replanning import cancel_session, move_session
from intervision.actions.seating import give_seats
from intervision.exceptions import OvertakenByOther
from intervision.forms import MoveForm
from intervision.models import Seat, Session
from intervision.queries import seat_of
from intervision.rules import check_can_replan
from intervision.seats_form import SeatsForm
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


@with_seat
def seats(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Other places; who got, changed or lost one is mailed."""
    session = seat.session
    check_can_replan(session, seat)
    form = SeatsForm(request.POST if request.method == "POST" else None, session=session)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            give_seats(session_id=session.pk, by=seat, **form.cleaned_data)
        except OvertakenByOther as refusal:
            status = refusal.status
            sent = request.POST.copy()
            sent["seen"] = str(Session.objects.get(pk=session.pk).version)  # sent once more, it is a choice
            form = SeatsForm(sent, session=session)
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("De plaatsen zijn gegeven. Wie een andere plaats heeft, krijgt een mail."))
            stays = seat_of(request.user, session.pk) is not None
            return None if stays else redirect("intervision:circle", circle_id=session.circle_id)
    base = reverse("intervision:room", args=[session.pk])
    breadcrumbs = [*way_to(seat), (str(session.method), base), (_("Plaatsen geven"), None)]
    context = {"session": session, "form": form, "base": base, "breadcrumbs": breadcrumbs}
    return render(request, "intervision/seats.html", context, status=status)


@require_POST
@with_seat
def cancel(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Not at all; the others are mailed."""
    circle_id = seat.session.circle_id
    cancel_session(session_id=seat.session_id, by=seat)
    messages.success(request, _("De sessie is afgezegd. De anderen krijgen een mail."))
    return redirect("intervision:circle", circle_id=circle_id)
