"""Speaking a note instead of writing it: on the device only. The server serves the page and receives nothing."""

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.models import User
from reflection.views.logbook import private

MOST_MINUTES = 10


@private
@csp_update({"media-src": ["blob:"]})
@require_safe
@login_required
def recording(request: HttpRequest) -> HttpResponse:
    """The page with the recorder: the only one on which the browser may use the microphone, and play a recording."""
    assert isinstance(request.user, User)  # login_required
    crumbs = [(_("Mijn"), reverse("mine")), (_("Logboek"), reverse("reflection:logbook")), (_("Inspreken"), None)]
    # Two people at one device do not meet each other's recordings; the name of the place tells nothing of whom.
    owner = salted_hmac("reflection.recordings", str(request.user.pk)).hexdigest()[:16]
    context = {"owner": owner, "minutes": MOST_MINUTES, "breadcrumbs": crumbs}
    response = render(request, "reflection/logbook/recording.html", context)
    setattr(response, "uses_microphone", True)  # noqa: B010 - for meerstemmig.middleware.Headers
    return response
