"""Practising alone, as a facilitator, in a real room with people who are played."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.actions.closing import throw_away as throw_away_practices
from intervision.actions.practising import begin_practice
from intervision.exceptions import RoomRefusal
from intervision.forms import PracticeForm
from intervision.models import Method, PracticeCase, Seat
from intervision.queries import practice_of
from intervision.views.room import with_seat
from people.models import User

FIRST_METHOD = "incident"
"""What is suggested to who did not choose: made for groups that begin."""


@login_required
def practice(request: HttpRequest) -> HttpResponse:
    """Choose a method and an invented case, and begin; or go on in the practice that runs."""
    assert isinstance(request.user, User)
    form = PracticeForm(request.POST or None, initial=_suggestion(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(begin_practice(by=request.user, **form.cleaned_data))
        except RoomRefusal as refusal:
            form.add_error(None, refusal.reason)
    breadcrumbs = [(_("Intervisie"), reverse("intervision:home")), (_("Oefenen"), None)]
    context = {
        "form": form,
        "cases": PracticeCase.objects.all(),
        "running": practice_of(request.user),
        "breadcrumbs": breadcrumbs,
    }
    return render(request, "intervision/practice.html", context, status=422 if form.is_bound else 200)


@require_POST
@with_seat
def throw_away(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stop a practice half way: everything in it goes."""
    if not seat.session.is_practice:
        raise Http404("no practice")
    throw_away_practices([seat.session])
    messages.success(request, _("De oefening is gewist. Je kan altijd opnieuw beginnen."))
    return redirect("intervision:practice")


def _suggestion(request: HttpRequest) -> dict[str, object]:
    asked = request.GET.get("methode", FIRST_METHOD)[:50]
    known = Method.objects.choosable().filter(slug=asked).exists()
    return {"method": asked if known else None, "case": PracticeCase.objects.values_list("slug", flat=True).first()}
