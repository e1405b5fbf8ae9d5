"""Handing over who facilitates: proposing it, and a yes or a no."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.actions import handing_over
from intervision.models import Seat
from intervision.views.room import show, with_seat

ANSWERS = {"ja": handing_over.accept, "nee": handing_over.refuse}


@require_POST
@with_seat
def propose(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Offer it to whoever is named, or ask it for oneself."""
    try:
        to = uuid.UUID(request.POST["stoel"]) if request.POST.get("stoel") else None
    except ValueError:
        return show(request, seat, notice=_("Kies wie de begeleiding overneemt."), status=400)
    handing_over.propose(session_id=seat.session_id, by=seat, to=to)
    return None


@require_POST
@with_seat
def answer(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """A yes or a no to what was proposed."""
    act = ANSWERS.get(request.POST.get("antwoord", ""))
    if act is None:
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    act(session_id=seat.session_id, by=seat)
    return None
