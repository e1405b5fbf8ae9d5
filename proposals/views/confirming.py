"""A talk after a veto on a proposal, before a reader by experience who confirms it or leaves the veto standing."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cases.models import VetoTalk
from cases.review import actions as readings
from cases.review.exceptions import ReviewRefused
from cases.review.queries import talks_to_confirm, words_of
from cases.review.rules import can_confirm_talk
from proposals.queries import proposal_for
from proposals.readings import laid_for
from proposals.rules import can_read_after_veto
from proposals.views.following import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@login_required
def veto_talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What readers get of it, and what was agreed. For everyone else, and where nothing waits, it does not exist."""
    person = person_of(request)
    proposal, laid = proposal_for(pk), laid_for(pk)
    if proposal is None or laid is None or not can_read_after_veto(person, proposal):
        raise Http404
    if request.method == "POST":
        talk = get_object_or_404(VetoTalk, pk=_uuid(request.POST.get("confirm", "")), veto__case_key=pk)
        try:
            readings.confirm_talk(by=person, talk=talk)
            messages.info(request, _("Je bevestigde het gesprek. Het veto is opgeheven."))
        except ReviewRefused as refused:
            messages.info(request, str(refused))
        return redirect("cases:reviews")
    talks = [(talk, words_of(talk)) for talk in talks_to_confirm(pk) if can_confirm_talk(person, talk)]
    if not talks:
        raise Http404
    context = {**laid.context, "talks": talks, "breadcrumbs": [(_("Nalezen"), reverse("cases:reviews"))]}
    return render(request, "proposals/veto_talk.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
