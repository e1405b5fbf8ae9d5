"""What readers without an account are shown of a proposal, and what a colleague is asked about diversity in it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import VetoTalk
from cases.review.elsewhere import Laid, Passed, ToConfirm
from cases.review.enums import Seat
from cases.review.forms import SayForm
from people.models import Role, User
from people.rules import has_role
from practices.models import PracticePage
from proposals.enums import Stand
from proposals.models import Proposal
from proposals.queries import proposal_for, title_of, told_in
from proposals.record import parts_of
from reflection.encryption import DecryptionError


@dataclass(frozen=True)
class RubricQuestion:
    """One question about for whom a practice works."""

    name: str
    label: str | Promise
    hint: str | Promise


RUBRIC: tuple[RubricQuestion, ...] = (
    RubricQuestion(
        "core", gettext_lazy("Past de aanpak zich aan verschillende levens aan?"),
        gettext_lazy("Waarden, gezinsvormen, geloof, beperking: wat kan anders zonder dat het zijn kern verliest?"),
    ),
    RubricQuestion(
        "language", gettext_lazy("Kan iemand meedoen in de eigen taal?"),
        gettext_lazy("Een tolk, beelden, eenvoudige woorden; nooit een kind dat vertaalt."),
    ),
    RubricQuestion(
        "skills", gettext_lazy("Staat er wat wie het doet moet kunnen?"),
        gettext_lazy("Ook: de eigen blik onderzoeken, en weten waar je steun vindt."),
    ),
    RubricQuestion(
        "reach", gettext_lazy("Is bedacht wie je zo niet bereikt?"),
        gettext_lazy("Wie heeft geen tijd, geld, papieren of vertrouwen om te komen?"),
    ),
    RubricQuestion(
        "known", gettext_lazy("Staat er eerlijk bij met wie het is nagegaan, en met wie niet?"),
        gettext_lazy("Een groep die niet meedeed, hoort erbij te staan."),
    ),
)  # fmt: skip
"""After the points that a measure of diversity in interventions looks at: the method, language, skill, reach, evidence."""
ANSWERS = (
    ("ja", gettext_lazy("ja")),
    ("deels", gettext_lazy("deels")),
    ("nee", gettext_lazy("nee")),
    ("onbekend", gettext_lazy("staat er niet")),
)


class RubricForm(SayForm):
    """What a colleague from practice says: the five questions, a decision, and words. All of it becomes their words."""

    field_order = (*(each.name for each in RUBRIC), "verdict", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in RUBRIC:
            self.fields[each.name] = forms.ChoiceField(
                label=str(each.label), help_text=str(each.hint), choices=ANSWERS, widget=forms.RadioSelect
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["words"] = with_rubric(said, str(said.get("words", "")))
        return said


def with_rubric(said: Mapping[str, Any], words: str) -> str:
    """The answers as lines of text, and the words below them."""
    spoken = dict(ANSWERS)
    answered = [f"{each.label} {spoken[said[each.name]]}." for each in RUBRIC if said.get(each.name) in spoken]
    return "\n".join(answered) + (f"\n\n{words.strip()}" if words.strip() else "")


def form_for(*args: Any, reads_as: str, **kwargs: Any) -> SayForm:
    """The form of this seat: colleagues get the questions about diversity, others say what they see."""
    made = RubricForm if reads_as == Seat.PRACTICE else SayForm
    return made(*args, reads_as=reads_as, **kwargs)


def laid_for(key: uuid.UUID) -> Laid | None:
    """A proposal that the editors took up, as a reader with a link gets it: what they wrote, and nothing of who told it.

    What is not written along any more is read by nobody: then the link is of nothing.
    """
    proposal = proposal_for(key)
    if proposal is None or not proposal.lies_before_readers:
        return None
    try:
        told = told_in(proposal)
    except DecryptionError:
        return None
    return Laid(
        template="proposals/read.html",
        thanks=_("Dank je. Wie het voorstelde en de redactie lezen wat je zei."),
        form=form_for,
        context={"title": told.title, "parts": parts_of(told.record)},
        digest=told.digest,
    )


def met_by_readers(key: uuid.UUID) -> Laid | Passed | None:
    """What a reader with a link meets at this key: the text, or what became of it since."""
    laid = laid_for(key)
    proposal = proposal_for(key) if laid is None else None
    return laid if proposal is None else _passed(proposal)


def _passed(proposal: Proposal) -> Passed:
    """Says nothing of who proposed it, nor why anything was decided."""
    if proposal.where == Stand.PUBLISHED:
        found = PracticePage.objects.visible_to(AnonymousUser()).filter(pk=proposal.page_id).first()
        if found is not None:
            return Passed(
                _("Dank je om mee te lezen. Deze praktijk staat nu in de bibliotheek."), found.get_url() or ""
            )
    if not proposal.where.is_open:
        return Passed(_("Deze tekst wordt niet meer nagelezen. Wat je schreef, is goed aangekomen."))
    return Passed(_("Er wordt nu aan deze tekst gewerkt. Probeer je link later opnieuw."), is_over=False)


def talks_for(person: User) -> list[ToConfirm]:
    """The proposals on which a veto stands that was talked about, for a reader by experience. Three queries."""
    if not has_role(person, Role.EXPERIENCE_REVIEWER):
        return []
    waiting = VetoTalk.objects.filter(veto__lifted_at=None, confirmed_at=None)
    keys = set(waiting.exclude(recorded_by=person).values_list("veto__case_key", flat=True))
    proposals = Proposal.objects.filter(pk__in=keys).select_related("data_key").order_by("submitted_at", "pk")
    return [
        ToConfirm(title_of(proposal), reverse("proposals:veto_talk", args=[proposal.pk]))
        for proposal in proposals
        if proposal.person_id != person.pk and proposal.lies_before_readers  # as rules.check_read_after_veto
    ]
