"""Choosing what of a text is released, for whom and until when; and checking a frozen text."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from reflection.actions.frozen import check_number_of
from reflection.forms import NoteField, NoteForm
from reflection.recipients import NAMED, Recipients, recipients_of
from reflection.rules import LONGEST, USUAL, ReleaseRefused, check_audience, check_until
from reflection.sentences import PassageError, PassageGapError, Sentence, passage_of, sentences
from reflection.sources import Piece

WHOLE, SENTENCES = "alles", "zinnen"
LONGEST_CHECKED = 20_000


class ReleaseForm(NoteForm):
    """What, for whom, until when. Holds no word of the text: sentences are named by their number."""

    versie = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    wat = forms.ChoiceField(
        label=gettext_lazy("Wat deel je?"),
        choices=[
            (WHOLE, gettext_lazy("Alles wat hier staat")),
            (SENTENCES, gettext_lazy("Alleen de zinnen die ik aanvink")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat je deelt.")},
    )
    zinnen = forms.TypedMultipleChoiceField(label=gettext_lazy("Zinnen"), coerce=int, required=False)
    met = forms.ChoiceField(
        label=gettext_lazy("Met wie?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Je deelt alleen met een groep waar je nu zelf bij hoort.")},
    )
    mensen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke mensen?"),
        coerce=uuid.UUID,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Je deelt alleen met mensen met wie je nu een groep deelt.")},
    )
    tot = forms.DateField(
        label=gettext_lazy("Tot en met welke dag?"),
        help_text=gettext_lazy("Daarna ziet niemand het nog. Je kan er ook elke dag zelf mee stoppen."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies een laatste dag."),
            "invalid": gettext_lazy("Schrijf een dag als 2026-12-31."),
        },
    )

    def __init__(self, owner: User, piece: Piece, version: str, data: Any = None) -> None:
        today = timezone.localdate()
        initial = {"wat": WHOLE, "tot": today + USUAL, "versie": version}
        super().__init__(data, initial=initial, label_suffix="", auto_id="id_%s")
        self.owner, self.piece, self.version = owner, piece, version
        self.recipients: Recipients = recipients_of(owner)
        self.sentences: list[Sentence] = sentences(piece.words)
        self.fields["zinnen"].choices = [(each.number, each.text) for each in self.sentences]  # type: ignore[attr-defined]
        groups = [(choice.key, choice.group.name) for choice in self.recipients.groups]
        self.fields["met"].choices = [*groups, (NAMED, _("Mensen die ik aanduid"))]  # type: ignore[attr-defined]
        people = [(str(public_id), each.called) for public_id, each in self.recipients.people.items()]
        self.fields["mensen"].choices = people  # type: ignore[attr-defined]
        self.fields["tot"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    @property
    def chosen_sentences(self) -> set[str]:
        """The numbers that are ticked, as the form was sent."""
        return {str(value) for value in self["zinnen"].value() or ()}

    @property
    def chosen_people(self) -> set[str]:
        """The people that are ticked, as the form was sent."""
        return {str(value) for value in self["mensen"].value() or ()}

    def clean_tot(self) -> Any:
        until = self.cleaned_data["tot"]
        try:
            check_until(until)
        except ReleaseRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return until

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("versie") != self.version:
            raise forms.ValidationError(_("De tekst is intussen veranderd. Kijk nog eens na wat je deelt."))
        self._clean_passage(data)
        if data.get("mensen") and not data.get("met"):
            data["met"] = NAMED  # who ticks a name means the people they tick
        if not {"met", "mensen"} & set(self.errors):
            try:
                check_audience(self.owner, data.get("met", ""), data.get("mensen", []))
            except ReleaseRefused as refused:
                self.add_error("met", str(refused))
        return data

    def _clean_passage(self, data: dict[str, Any]) -> None:
        chosen = set(data.get("zinnen") or ())
        if "zinnen" in self.errors or "wat" in self.errors:
            return
        if data["wat"] == WHOLE:
            data["passage"] = None
            if chosen:
                self.add_error("wat", _("Je vinkte zinnen aan, en koos toch alles. Kies een van de twee."))
            return
        try:
            data["passage"] = passage_of(self.piece.words, chosen)
        except PassageGapError:
            self.add_error(
                "zinnen", _("Tussen je zinnen staat er een die je niet koos. Vink ze mee aan, of deel ze apart.")
            )
        except PassageError:
            self.add_error("zinnen", _("Vink minstens één zin aan."))


class CheckForm(forms.Form):
    """A text and the number it should have. Nothing of it is kept."""

    tekst = NoteField(
        label=gettext_lazy("De tekst"),
        help_text=gettext_lazy("Plak de hele tekst, precies zoals hij vastgezet werd."),
        required=True,
        rows=8,
        most=LONGEST_CHECKED,
        error_messages={"required": gettext_lazy("Plak de tekst die je wil controleren.")},
    )
    nummer = forms.RegexField(
        r"^\s*[0-9a-fA-F]{64}\s*$",
        label=gettext_lazy("Het controlegetal"),
        help_text=gettext_lazy("64 cijfers en letters, van bij de vastgezette tekst of op het attest."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "check-number"}),
        error_messages={
            "required": gettext_lazy("Schrijf of plak het controlegetal."),
            "invalid": gettext_lazy("Een controlegetal telt 64 tekens: cijfers, en letters van a tot f."),
        },
    )

    @property
    def matches(self) -> bool:
        """Whether text and number belong together. White space around the text does not count."""
        given = str(self.cleaned_data["nummer"]).strip().lower()
        return check_number_of(str(self.cleaned_data["tekst"]).strip()) == given
