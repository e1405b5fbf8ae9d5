"""The editors' desk for proposals, in the editor but outside its pages: nothing here has versions that stay."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Review, ReviewLink
from cases.review import actions as readings
from cases.review.enums import Seat
from cases.review.exceptions import ReviewRefused
from cases.review.forms import LinkForm, TalkForm
from cases.review.forms import RecordForm as HeardForm
from cases.review.queries import Told as Said
from cases.review.queries import links_of
from cases.review.rules import can_record_talk
from cases.review.validity import READ, read_from
from cases.views.stage import SeeOther
from people.models import Role, User
from people.rules import has_role
from proposals import actions
from proposals.checks import language_hints, open_traces
from proposals.enums import Move
from proposals.exceptions import ProposalRefused, StaleProposal
from proposals.models import Proposal
from proposals.queries import (
    happened_to,
    lately_done,
    origin_of,
    page_of,
    proposal_for,
    recording_of,
    requirements_for,
    said_of,
    told_in,
    waiting,
)
from proposals.record import RecordForm, label_of
from proposals.rules import can_handle, can_move, can_write_along
from proposals.told import QUESTIONS, RECORD_TEXTS

SEATS = [Seat.PRACTICE, Seat.EXPERIENCE, Seat.YOUNG]


class ReasonForm(forms.Form):
    """What an editor decides, and why."""

    move = forms.ChoiceField(label=gettext_lazy("Wat beslis je?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Wie het voorstelde, leest dit. Dank eerst, en zeg wat er nu gebeurt."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, moves: list[Move], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "decide_%s", **kwargs})
        self.fields["move"].choices = [(move.value, ASKED[move]) for move in moves]  # type: ignore[attr-defined]


ASKED = {
    Move.TAKE_UP: gettext_lazy("Neem het op: de redactie schrijft mee"),
    Move.ASK_BACK: gettext_lazy("Vraag iets aan wie het voorstelde"),
    Move.DECLINE: gettext_lazy("Neem het niet op"),
}


@require_safe
@cache_control(private=True, no_store=True)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, longest first, and what was decided lately. For everyone else this address does not exist."""
    if not has_role(request.user, Role.EDITOR):  # type: ignore[arg-type]  # Wagtail asked to sign in
        raise Http404
    return render(request, "proposals/desk/queue.html", {"waiting": waiting(), "done": lately_done()})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def handle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One proposal: what was told, the record, the traces, the readers, the decisions. POST says which in `do`.

    What is wrong answers 422 at its field, an old version 409, and neither stores anything or loses what was typed.
    """
    proposal = proposal_for(pk)
    if proposal is None or not can_handle(request.user, proposal):  # type: ignore[arg-type]
        raise Http404
    desk = HandlingDesk(request, proposal)
    if request.method == "POST":
        does = _DOES.get(request.POST.get("do", ""))
        if does is None:
            raise Http404
        try:
            if (answer := does(desk)) is not None:
                return answer
        except (ProposalRefused, ReviewRefused) as refused:
            desk.refuse(str(refused), 422)
        except StaleProposal:
            said = _("Dit voorstel veranderde intussen op een andere pagina. Neem over wat je nodig hebt.")
            desk.refuse(said, 409)
    return desk.page()


class HandlingDesk:
    """One request at the desk of one proposal: its forms, and what is shown when something is refused."""

    def __init__(self, request: HttpRequest, proposal: Proposal) -> None:
        self.request, self.proposal = request, proposal
        self.user: User = request.user  # type: ignore[assignment]  # can_handle
        self.status, self.refused, self.made_link = 200, "", ""
        self.told = told_in(proposal)
        self.talk: tuple[uuid.UUID, TalkForm] | None = None
        moves = [move for move in ASKED if can_move(self.user, proposal, move, reason="-")]
        self.decide = ReasonForm(moves=moves)
        self.record = RecordForm.of(self.told, proposal.version)
        self.link = LinkForm(seats=SEATS, auto_id="link_%s")
        self.heard = HeardForm(auto_id="heard_%s")
        for form in (self.link, self.heard):
            form.label_suffix = ""
        self.heard.fields["seat"].choices = [(seat.value, seat.label) for seat in SEATS]  # type: ignore[attr-defined]
        del self.link.fields["with_guide"]

    @property
    def version(self) -> int:
        """What was seen, as the page says; nought, which no row has, for anything else."""
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0

    def refuse(self, said: str, status: int) -> None:
        """Nothing was stored: say why on top of the page, with what was typed still in its form."""
        self.refused, self.status = said, status
        self.proposal = proposal_for(self.proposal.pk) or self.proposal
        if self.record.is_bound:
            # Sent once more, it goes in the place of the version that is told about here.
            sent = self.request.POST.copy()
            sent["version"] = str(self.proposal.version)
            self.record.data = sent

    def back(self, said: str, anchor: str = "") -> HttpResponse:
        """The same page, fresh."""
        messages.success(self.request, said)
        return SeeOther(self.request.path + (f"#{anchor}" if anchor else ""))

    def page(self) -> HttpResponse:
        told, proposal = self.told, self.proposal
        writes = can_write_along(self.user, proposal)
        context = {
            "proposal": proposal,
            "title": told.title,
            "told": [(each.label, told.answers.get(each.name, "")) for each in QUESTIONS],
            "role": told.role,
            "care": told.care,
            "origin": origin_of(self.user, told),
            "desk": self,
            "recording": recording_of(proposal),
            "happened": happened_to(proposal),
            "writes": writes,
            "traces": open_traces(told, proposal.language) if writes else [],
            "hints": language_hints(told, {name: label_of(name) for name in RECORD_TEXTS}) if writes else [],
            "requirements": requirements_for(proposal, told) if writes else [],
            "said": [(each, self._talk_about(each)) for each in said_of(proposal, told)] if told.record else [],
            "read": told.digest,
            "links": links_of(proposal.pk),
            "page": page_of(proposal),
        }
        return render(self.request, "proposals/desk/proposal.html", context, status=self.status)

    def _talk_about(self, said: Said) -> TalkForm | None:
        veto = said.review
        if self.talk is not None and self.talk[0] == veto.pk:
            return self.talk[1]
        return talk_form(veto.pk) if can_record_talk(self.user, veto) else None


def talk_form(veto: uuid.UUID, data: QueryDict | None = None) -> TalkForm:
    """What was agreed after this veto; each on the page has ids of its own."""
    return TalkForm(data, auto_id=f"talk_{veto}_%s", label_suffix="")


def _decide(desk: HandlingDesk) -> HttpResponse | None:
    desk.decide = ReasonForm(desk.request.POST, moves=[Move(value) for value, _label in desk.decide.fields["move"].choices])  # type: ignore[attr-defined]  # fmt: skip
    if not desk.decide.is_valid():
        desk.status = 422
        return None
    does = {Move.TAKE_UP: actions.take_up, Move.ASK_BACK: actions.ask_back, Move.DECLINE: actions.decline}
    move, reason = Move(desk.decide.cleaned_data["move"]), desk.decide.cleaned_data["reason"]
    if not reason.strip():
        desk.decide.add_error("reason", _("Schrijf waarom. Wie het voorstelde, krijgt het te lezen."))
        desk.status = 422
        return None
    does[move](by=desk.user, pk=desk.proposal.pk, version=desk.version, reason=reason)
    return desk.back(_("Beslist. Wie het voorstelde, krijgt een mail zonder inhoud en leest de reden op de site."))


def _write(desk: HandlingDesk) -> HttpResponse | None:
    desk.record = RecordForm(desk.request.POST)
    if not desk.record.is_valid():
        desk.status = 422
        return None
    actions.write_record(
        by=desk.user,
        pk=desk.proposal.pk,
        version=desk.record.cleaned_data["version"] or 0,
        record=desk.record.record,
        concepts=desk.record.concepts,
    )
    return desk.back(_("Bewaard."), "steekkaart")


def _words(desk: HandlingDesk) -> HttpResponse | None:
    sent = desk.request.POST
    choice = sent.get("choice", "")
    actions.decide_about_words(
        by=desk.user,
        pk=desk.proposal.pk,
        version=desk.version,
        quote=sent.get("quote", "")[:300],
        other=(sent.get("own", "") if choice == "own" else choice.removeprefix("door:") if choice.startswith("door:") else "")[:200],
        reason=sent.get("reason", "")[:300] if choice == "keep" else "",
    )  # fmt: skip
    return desk.back(_("Beslist."), "herkenbaar")


def _link(desk: HandlingDesk) -> HttpResponse | None:
    desk.link = LinkForm(desk.request.POST, seats=SEATS, auto_id="link_%s")
    del desk.link.fields["with_guide"]
    if not desk.link.is_valid():
        desk.status = 422
        return None
    _made, token = readings.make_link(
        by=desk.user, case=desk.proposal, seat=desk.link.cleaned_data["seat"], with_guide=False
    )
    desk.made_link = settings.SITE_URL + reverse("cases:review_link", kwargs={"token": token})
    return None


def _revoke(desk: HandlingDesk) -> HttpResponse | None:
    link = get_object_or_404(ReviewLink, pk=_uuid(desk.request.POST.get("id", "")), case_key=desk.proposal.pk)
    readings.revoke_link(by=desk.user, case=desk.proposal, link=link)
    return desk.back(_("De link is gesloten."), "nalezers")


def _heard(desk: HandlingDesk) -> HttpResponse | None:
    desk.heard = HeardForm(desk.request.POST, auto_id="heard_%s")
    desk.heard.fields["seat"].choices = [(seat.value, seat.label) for seat in SEATS]  # type: ignore[attr-defined]
    if not desk.heard.is_valid():
        desk.status = 422
        return None
    read = read_from(desk.request.POST.get(READ, ""))
    readings.record(by=desk.user, case=desk.proposal, read=read, **desk.heard.cleaned_data)
    return desk.back(_("Genoteerd."), "nalezers")


def _talk(desk: HandlingDesk) -> HttpResponse | None:
    veto = get_object_or_404(Review, pk=_uuid(desk.request.POST.get("id", "")), case_key=desk.proposal.pk)
    form = talk_form(veto.pk, desk.request.POST)
    if not form.is_valid():
        desk.talk, desk.status = (veto.pk, form), 422
        return None
    readings.record_talk(by=desk.user, veto=veto, words=form.cleaned_data["words"])
    said = _("Genoteerd. Het veto blijft staan tot een ervaringsdeskundige het gesprek bevestigt.")
    return desk.back(said, "nalezers")


def _publish(desk: HandlingDesk) -> HttpResponse | None:
    page = actions.publish(by=desk.user, pk=desk.proposal.pk, version=desk.version)
    messages.success(desk.request, _("De praktijk staat in de bibliotheek. Wie ze voorstelde, krijgt een mail."))
    return SeeOther(page.get_url() or desk.request.path)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


_DOES: dict[str, Callable[[HandlingDesk], HttpResponse | None]] = {
    "decide": _decide,
    "write": _write,
    "words": _words,
    "link": _link,
    "revoke": _revoke,
    "heard": _heard,
    "talk": _talk,
    "publish": _publish,
}
