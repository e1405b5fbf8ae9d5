"""Following one's own proposals: where each is, who has it, what was decided and why. And taking one back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from people.models import User
from proposals import actions
from proposals.enums import Move
from proposals.models import Proposal
from proposals.queries import (
    happened_to,
    origin_of,
    page_of,
    proposal_for,
    proposals_of,
    recording_of,
    said_of,
    told_in,
)
from proposals.record import parts_of
from proposals.rules import can_move
from proposals.told import QUESTIONS


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What one proposed, and the way to tell of something new."""
    context = {
        "proposals": proposals_of(person_of(request)),
        "breadcrumbs": [(_("Mijn"), reverse("mine")), (_("Je voorstellen"), None)],
    }
    return render(request, "proposals/overview.html", context)


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it is, what was decided and why, what was told, and what the editors made of it so far."""
    person = person_of(request)
    found = own(person, pk)
    told = told_in(found)
    page = page_of(found)
    context = {
        "proposal": found,
        "title": told.title,
        "told": [(each.label, told.answers.get(each.name, "")) for each in QUESTIONS],
        "role": told.role,
        "origin": origin_of(person, told),
        "parts": parts_of(told.record) if found.where.is_open else [],
        "happened": happened_to(found),
        "said": said_of(found, told),
        "recording": recording_of(found),
        "page": page if page is not None and page.live else None,
        "can_answer": can_move(person, found, Move.ANSWER),
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Je voorstellen"), reverse("proposals:overview")),
            (told.title, None),
        ],
    }
    return render(request, "proposals/proposal.html", context)


@require_POST
@cache_control(private=True, no_store=True)
@login_required
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back now, whatever was decided. Nothing of it stays, also not the page that it became."""
    person = person_of(request)
    actions.take_back(by=person, proposal=own(person, pk))
    messages.success(request, _("Ingetrokken. Wat je vertelde, is gewist."))
    return redirect("proposals:overview")


def person_of(request: HttpRequest) -> User:
    """Who asks: every view here asks to sign in."""
    person: User = request.user  # type: ignore[assignment]
    return person


def own(person: User, pk: UUID) -> Proposal:
    """This person's. Somebody else's is as absent as none, also for who may read it at the editors' desk."""
    found = proposal_for(pk)
    if found is None or found.person_id != person.pk:
        raise Http404
    return found
