"""The blank prompts of an echo."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from reflection.forms import NoteField, NoteForm
from reflection.queries.echoes import Recall


class EchoForm(NoteForm):
    """A field per thing to look at again; none of them shows what was written before."""

    def __init__(self, recall: Recall, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self._parts = {f"nu-{number}": prompt.part for number, prompt in enumerate(recall.prompts)}
        for number, prompt in enumerate(recall.prompts):
            self.fields[f"nu-{number}"] = NoteField(label=prompt.question or _("Wat schrijf je nu?"), rows=5, most=8000)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name, "").strip() for name in self._parts):
            raise forms.ValidationError(_("Er staat nog niets. Schrijf iets, of kijk zonder te schrijven."))
        return cleaned

    def prompts(self) -> list[forms.BoundField]:
        """The fields to write in."""
        return [self[name] for name in self._parts]

    def texts(self) -> dict[str, str]:
        """What was written, by part."""
        return {part: self.cleaned_data.get(name, "") for name, part in self._parts.items()}
