"""Sharing how a reading shifted, without a word of what was written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.queries import find_case, reading_of, url_of
from cases.rules import NotOpenYet, check_may_hear_voices
from cases.shift import DIFFERENCE, shift_of
from cases.tasks.base import CHOSEN
from cases.views.stage import SeeOther, back_to
from people.models import User
from reflection.notebook import notebook_of
from reflection.queries.started import latest_answer


@login_required
@require_POST
def share_difference(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the difference as it is now, as an answer of its own, and go on to where one chooses who may read it.

    Nobody can read anything yet: that takes the form and the preview of every release.
    """
    case = find_case(request, slug)
    reading = reading_of(request, case)
    try:
        check_may_hear_voices(reading)
    except NotOpenYet as closed:
        return back_to(request, case, closed)
    person: User = request.user  # type: ignore[assignment]  # login_required
    difference = shift_of(reading).difference
    if not difference:
        messages.info(request, _("Er is nog geen verschil om te delen: daarvoor vulde je iets minstens twee keer in."))
        return SeeOther(url_of(case, "closing"))
    value = {CHOSEN: difference}
    standing = reading.notes.get(DIFFERENCE)
    if standing is None or standing.value != value:
        notebook_of(request).write_all(case.about, {DIFFERENCE: value}, revision=case.live_revision_id)
    row = latest_answer(person, case.about, DIFFERENCE)
    return SeeOther(reverse("reflection:share", kwargs={"kind": "answer", "pk": row}))
