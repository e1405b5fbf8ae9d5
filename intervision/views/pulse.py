"""Closed questions: one form, all at once."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.actions import pulse
from intervision.enums import PulseAnswer
from intervision.forms import ReadyForm
from intervision.models import Seat
from intervision.views.room import show, with_seat

ANSWER = "antwoord-"


@require_POST
@with_seat
def answer(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Answer the questions of the phase that runs. What makes no sense counts as no answer."""
    form = ReadyForm(request.POST)
    if not form.is_valid():
        return show(request, seat, notice=_("Dat kan hier niet."), status=400)
    answers = {
        int(slot): PulseAnswer(value)
        for name, value in request.POST.items()
        if (slot := name.removeprefix(ANSWER)) != name
        and slot.isascii()
        and slot.isdigit()
        and len(slot) < len("100")
        and value in PulseAnswer.values
    }
    pulse.answer(session_id=seat.session_id, by=seat, phase=form.cleaned_data["phase"], answers=answers)
    return None
