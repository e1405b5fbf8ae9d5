"""What somebody fills in who tried a practice."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deidentification.remarks import Remark, remarks_on
from reflection.forms import MarkedForm, NoteField, NoteForm

MOST = 2000
TEXTS = ("context", "happened", "missed")


class TriedForm(MarkedForm, NoteForm):
    """Three questions. Asks once more where something looks as if it tells who somebody is."""

    context = NoteField(
        label=gettext_lazy("Waar en met wie?"),
        help_text=gettext_lazy("Een soort plek en een groep: een leefgroep met tieners. Geen namen."),
        rows=2, most=500, expected=True,
    )  # fmt: skip
    happened = NoteField(label=gettext_lazy("Wat gebeurde er?"), rows=5, most=MOST, expected=True)
    missed = NoteField(
        label=gettext_lazy("Wat lukte niet, of anders?"),
        help_text=gettext_lazy("Ook wat je aanpaste. Dit helpt anderen het meest."),
        rows=4, most=MOST, expected=True,
    )  # fmt: skip
    looked = forms.BooleanField(label=gettext_lazy("Ik keek dit na: niemand is te herkennen."), required=False)

    def __init__(self, data: QueryDict | None = None, *, draft: QueryDict | None = None, language: str = "nl") -> None:
        super().__init__(data, label_suffix="")
        self._language = language
        self.remarks: list[Remark] = []
        if draft is not None:
            self.lay_over(TriedForm(draft, language=language))

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """The three questions, as a template lays them out."""
        return [self[name] for name in TEXTS]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in TEXTS:
            if name not in self.errors and not said.get(name):
                self.add_error(name, _("Schrijf hier iets. Een paar woorden volstaan."))
        self.remarks = remarks_on(
            [(str(self.fields[name].label), str(said.get(name, ""))) for name in TEXTS], self._language
        )
        if self.remarks and not said.get("looked"):
            self.add_error("looked", _("Kijk elke aanduiding na. Pas de tekst aan, of zet het vinkje."))
        return said

    def value(self) -> dict[str, Any]:
        """What was filled in, by name."""
        return {name: self.cleaned_data[name] for name in TEXTS if self.cleaned_data.get(name)}
