"""What a reader fills in at a voice: a guess before it speaks, a distance after."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.tasks.base import unsure_field
from cases.voices import DISTANCE, DISTANCES, PREDICTION, Voice
from reflection.forms import MarkedForm, NoteField, NoteForm


class PredictionForm(MarkedForm, NoteForm):
    """One line: what does this person think is happening?"""

    vermoeden = NoteField(
        label=gettext_lazy("Wat denkt deze persoon dat er gebeurt?"),
        help_text=gettext_lazy("Eén zin. Je kan het niet weten, en dat hoeft ook niet."),
        most=400,
        rows=2,
    )
    vermoeden_weet_niet = unsure_field()

    def __init__(self, voice: Voice, data: QueryDict | None = None, *, draft: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", auto_id="id_%s")
        self.fields["vermoeden"].label = _("Wat denk je: wat ziet %(name)s hier gebeuren?") % {"name": voice.name}
        self.voice = voice
        if draft is not None:
            self.lay_over(PredictionForm(voice, draft))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned.get("vermoeden") or cleaned.get("vermoeden_weet_niet")):
            raise forms.ValidationError(
                _("Er staat nog niets. Schrijf één zin, kies 'Weet ik (nog) niet', of luister zonder te raden.")
            )
        return cleaned

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not (data.get("vermoeden") or data.get("vermoeden_weet_niet")):
            return {}
        return {PREDICTION: {"tekst": data["vermoeden"], "weet_niet": bool(data["vermoeden_weet_niet"])}}


class DistanceForm(MarkedForm, NoteForm):
    """Where the reader puts what was said, seen from where they stood."""

    afstand = forms.ChoiceField(
        label=gettext_lazy("Hoe ver lag dit van wat je dacht?"),
        help_text=gettext_lazy("Alleen voor jou. Ver is niet slechter dan dichtbij."),
        choices=DISTANCES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Duid een plek aan, of ga gewoon verder.")},
    )

    def __init__(self, voice: Voice, data: QueryDict | None = None, *, draft: QueryDict | None = None) -> None:
        standing = {DISTANCE: voice.values[DISTANCE]} if DISTANCE in voice.values else {}
        super().__init__(data, initial={"afstand": voice.distance}, standing=standing, label_suffix="", auto_id="id_%s")
        self.voice = voice
        if not voice.prediction.get("tekst"):
            self.fields["afstand"].label = _("Hoe ver ligt dit van je eigen beeld?")
        if draft is not None:
            self.lay_over(DistanceForm(voice, draft))

    def value(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("afstand")
        return {DISTANCE: {"gekozen": chosen}} if chosen else {}
