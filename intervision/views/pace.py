"""A planned session over days instead of at a table."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from intervision.actions.pacing import hold_at_a_table, hold_slowly
from intervision.models import Seat
from intervision.pace_forms import PaceForm
from intervision.rules import check_can_replan
from intervision.script import Script
from intervision.views.room import way_to, with_seat

AT_A_TABLE = "tafel"


@with_seat
def pace(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """A date for every phase; or back to one meeting. By who planned the session or facilitates it."""
    session = seat.session
    check_can_replan(session, seat)
    if request.method == "POST" and AT_A_TABLE in request.POST:
        hold_at_a_table(session_id=session.pk, by=seat)
        messages.success(request, _("De sessie gaat aan tafel door, op één moment."))
        return None
    script = Script.from_json(session.method_snapshot)
    form = PaceForm(request.POST or None, script=script, starts_at=session.starts_at)
    if request.method == "POST" and form.is_valid():
        hold_slowly(session_id=session.pk, by=seat, closes=form.closes)
        messages.success(request, _("De sessie loopt over meerdere dagen. Iedereen ziet de data in de sessie."))
        return None
    base = reverse("intervision:room", args=[session.pk])
    breadcrumbs = [*way_to(seat), (script.title, base), (_("Over meerdere dagen"), None)]
    context = {"session": session, "form": form, "base": base, "breadcrumbs": breadcrumbs}
    return render(request, "intervision/pace.html", context, status=422 if form.is_bound else 200)
