"""The blank prompts of an echo."""

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from reflection.forms import MarkedForm, NoteField, NoteForm
from reflection.queries.echoes import Recall


class EchoForm(MarkedForm, NoteForm):
    """A field per thing to look at again; none of them shows what was written before, only what a draft holds.

    A field is called after its part and not after its place in the row: editors may put stages in another order
    while a draft waits, and words belong under the question they were written at.
    """

    def __init__(self, recall: Recall, data: QueryDict | None = None, *, draft: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.recall = recall
        self._parts = {
            f"nu-{hashlib.sha256(each.part.encode()).hexdigest()[:12]}": each.part for each in recall.prompts
        }
        for name, prompt in zip(self._parts, recall.prompts, strict=True):
            self.fields[name] = NoteField(label=prompt.question or _("Wat schrijf je nu?"), rows=5, most=8000)
        if draft is not None:
            self.lay_over(EchoForm(recall, draft))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name, "").strip() for name in self._parts):
            raise forms.ValidationError(_("Er staat nog niets. Schrijf iets, of kijk zonder te schrijven."))
        return cleaned

    def prompts(self) -> list[forms.BoundField]:
        """The fields to write in."""
        return [self[name] for name in self._parts]

    def value(self) -> dict[str, str]:
        """What was written, by part; empty fields are left out."""
        texts = {part: self.cleaned_data.get(name, "") for name, part in self._parts.items()}
        return {part: text for part, text in texts.items() if text.strip()}
