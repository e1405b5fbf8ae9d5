"""Telling of a practice, and completing it where the editors ask something."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from people.models import User
from proposals import actions
from proposals.enums import Move
from proposals.exceptions import ProposalRefused, StaleProposal
from proposals.forms import CARE, ROLE, SOUND, ProposalForm, standing_from
from proposals.models import Proposal
from proposals.places import answer_to, new_proposal
from proposals.queries import happened_to, recording_of, told_in, waiting_recording_of, was_sent
from proposals.rules import can_move
from proposals.sound.cleaning import MOST_BYTES, MOST_MINUTES, Sound, SoundRefused, cleaned
from proposals.uploads import sound_stays_in_memory
from proposals.views.following import own, person_of
from reflection.desk import Desk, data_of
from reflection.origins import Origin, describe_origins
from reflection.views.same_reader import from_same_reader

MOST_ABOUT = 120
STORED = "proposals.stored"
"""In the session: the opened pages whose words were sent. The page of a new one is empty again after that."""
MOST_STORED = 10


@dataclass(frozen=True)
class Begun:
    """What an address says that a proposal was begun with; no proof of anything. `about` only where this person sees it."""

    about: str
    key: str
    origin: Origin | None

    @classmethod
    def of(cls, request: HttpRequest) -> "Begun":
        about, key = request.GET.get("van", "")[:MOST_ABOUT], request.GET.get("klad", "")
        origin = describe_origins(person_of(request), [about])[about] if about else None
        if origin is None or not origin.url:
            about, origin = "", None
        try:
            return cls(about, str(UUID(key)), origin)
        except ValueError:
            return cls(about, "", origin)

    @property
    def address(self) -> str:
        """Where its form is."""
        asked = {name: value for name, value in (("van", self.about), ("klad", self.key)) if value}
        return reverse("proposals:new") + (f"?{urlencode(asked)}" if asked else "")


@sound_stays_in_memory
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"media-src": ["blob:"]})
@cache_control(private=True, no_store=True)
@from_same_reader
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Five questions and a recording. POST lays it before the editors; what misses answers 422 and keeps everything.

    Where this person wrote something else meanwhile on another page, it answers 409 with both.
    """
    person = person_of(request)
    begun = Begun.of(request)
    done = (UUID(each) for each in request.session.get(STORED, ()))
    desk = Desk(request, new_proposal(begun.key), begun.address, done=done)
    if request.method != "POST":
        return _form(request, _form_of(request, person, desk, begun=begun), desk, begun=begun)
    form = _sent(request, person, begun=begun)
    form.full_clean()
    again = was_sent(person, form.cleaned_data["operation"])
    sound = None if again else _sound(form)  # what went along the first time waits for no other proposal
    if (status := _fault(form, desk)) is not None:
        _keep(person, sound)
        return _form(request, form, desk, status=status, begun=begun)
    made = actions.submit(
        by=person,
        answers=form.answers,
        role=str(form.cleaned_data.get(ROLE, "")),
        care=bool(form.cleaned_data.get(CARE)),
        language=get_language() or "nl",
        operation=form.cleaned_data["operation"],
        settled=desk.settled,
        sound=sound,
        came_from=begun.about,
    )
    desk.clear_rescued()
    request.session[STORED] = [str(form.cleaned_data["operation"]), *request.session.get(STORED, ())][:MOST_STORED]
    messages.success(request, _("Het ligt bij de redactie. Hier volg je wat ermee gebeurt."))
    return redirect("proposals:proposal", pk=made.pk)


@sound_stays_in_memory
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"media-src": ["blob:"]})
@cache_control(private=True, no_store=True)
@from_same_reader
@login_required
def complete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same form over what was told before, where the editors asked something."""
    person = person_of(request)
    proposal = own(person, pk)
    if not can_move(person, proposal, Move.ANSWER):
        raise Http404
    standing = standing_from(told_in(proposal))
    desk = Desk(request, answer_to(pk), reverse("proposals:complete", args=[pk]))
    if request.method != "POST":
        return _form(request, _form_of(request, person, desk, standing, proposal), desk, proposal)
    form = _sent(request, person, standing, proposal)
    sound = _sound(form)
    if (status := _fault(form, desk)) is not None:
        _keep(person, sound)
        return _form(request, form, desk, proposal, status=status)
    try:
        actions.answer(
            by=person,
            pk=pk,
            version=proposal.version,
            answers=form.answers,
            role=str(form.cleaned_data.get(ROLE, "")),
            care=bool(form.cleaned_data.get(CARE)),
            settled=desk.settled,
            sound=sound,
        )
    except (StaleProposal, ProposalRefused):
        if can_move(person, own(person, pk), Move.ANSWER):
            _keep(person, sound)
        form.add_error(None, _("Dit voorstel veranderde intussen. Kijk eerst waar het nu staat."))
        desk.keep_sent()
        return _form(request, form, desk, proposal, status=409)
    desk.clear_rescued()
    messages.success(request, _("Aangevuld. Het ligt opnieuw bij de redactie."))
    return redirect("proposals:proposal", pk=pk)


def _form_of(
    request: HttpRequest,
    person: User,
    desk: Desk,
    standing: dict[str, Any] | None = None,
    proposal: Proposal | None = None,
    begun: "Begun | None" = None,
) -> ProposalForm:
    return ProposalForm(
        standing=standing,
        draft=desk.data,
        has_recording=_has_recording(person, proposal),
        looks_always=bool(begun and begun.about),
    )


def _sent(
    request: HttpRequest,
    person: User,
    standing: dict[str, Any] | None = None,
    proposal: Proposal | None = None,
    begun: "Begun | None" = None,
) -> ProposalForm:
    return ProposalForm(
        request.POST,
        request.FILES,
        standing=standing,
        has_recording=_has_recording(person, proposal),
        language=get_language() or "nl",
        looks_always=bool(begun and begun.about),
    )


def _has_recording(person: User, proposal: Proposal | None) -> bool:
    return waiting_recording_of(person) is not None or (proposal is not None and recording_of(proposal) is not None)


def _sound(form: ProposalForm) -> Sound | None:
    """The recording that came along, as it may be kept; what is wrong with it is said at its field."""
    if form.sound is None:
        return None
    try:
        # One byte more than there may be says enough of how large it is.
        return cleaned(form.sound.read(MOST_BYTES + 1))
    except SoundRefused as refused:
        form.add_error(SOUND, str(refused))
        return None


def _keep(person: User, sound: Sound | None) -> None:
    """Keep the recording whatever else is wrong: a browser does not send a file a second time by itself."""
    if sound is not None:
        actions.keep_sound(by=person, sound=sound)


def _fault(form: ProposalForm, desk: Desk) -> int | None:
    """The status of what keeps this from being sent; None where nothing does. What was typed is kept meanwhile."""
    if not form.is_valid():
        desk.keep_sent()
        return 422
    if other := _elsewhere(form, desk):
        form.hold_against(other)
        desk.keep_sent()
        return 409
    if form.asks_to_look:
        form.add_error("looked", _("Kijk elke aanduiding na. Pas de tekst aan, of zet het vinkje."))
        desk.keep_sent()
        return 422
    return None


def _elsewhere(form: ProposalForm, desk: Desk) -> ProposalForm | None:
    """What this same person wrote here on another page since this one went out, and that says otherwise."""
    if desk.crossed and form.is_touched:
        other = form.with_draft(data_of(desk.crossed.fields))
        return other if other.shows_draft else None
    return None


def _form(
    request: HttpRequest,
    form: ProposalForm,
    desk: Desk,
    proposal: Proposal | None = None,
    status: int = 200,
    begun: "Begun | None" = None,
) -> HttpResponse:
    person = person_of(request)
    asked = [step for step in happened_to(proposal) if step.move == Move.ASK_BACK] if proposal else []
    context = {
        "form": form,
        "desk": desk,
        "proposal": proposal,
        "asked": asked[-1].reason if asked else "",
        "recording": waiting_recording_of(person) or (recording_of(proposal) if proposal else None),
        "minutes": MOST_MINUTES,
        "origin": begun.origin if begun else None,
        "breadcrumbs": [
            (_("Mijn"), reverse("mine")),
            (_("Je voorstellen"), reverse("proposals:overview")),
            (_("Vertellen"), None),
        ],
    }
    response = render(request, "proposals/tell.html", context, status=status)
    setattr(response, "uses_microphone", True)  # noqa: B010 - for meerstemmig.middleware.Headers
    return response
