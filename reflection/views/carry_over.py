"""What happens to the notes of a visitor who signs in: they decide."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.models import User
from reflection import actions
from reflection.notebook import VisitorNotebook, left_by_visitor


@require_POST
@login_required
def carry_over(request: HttpRequest) -> HttpResponse:
    """Keep what was written before signing in, or throw it away: a shared computer may hold another's words."""
    left = left_by_visitor(request)
    assert isinstance(request.user, User)  # login_required
    if left is not None and request.POST.get("keuze") == "bewaren":
        actions.take_over(
            by=request.user, notes=left.everything(), drafts=left.drafts.everything(), operation=uuid.uuid4()
        )
        left.wipe()
        messages.success(request, _("Je notities staan nu in je eigen schrift. Alleen jij kan ze lezen."))
    elif left is not None and request.POST.get("keuze") == "wissen":
        left.wipe()
        messages.success(request, _("De notities van voor je aanmelding zijn gewist."))
    return HttpResponseRedirect(way_back(request))


@require_POST
def forget_visit(request: HttpRequest) -> HttpResponse:
    """A visitor goes on without the notes of this visit, which nobody can open any more."""
    VisitorNotebook(request.session).wipe()
    return HttpResponseRedirect(way_back(request, "/"))


def way_back(request: HttpRequest, otherwise: str = "mine") -> str:
    """Where a form came from, when that is a page of ours; else this."""
    asked = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(otherwise)
