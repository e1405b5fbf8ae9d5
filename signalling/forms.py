"""The form of a signal. A draft may stay empty; only a title is too long or not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from reflection.forms import MarkedForm, NoteField, NoteForm, writable
from signalling.wording import HOW_OFTEN, KIND, LEVEL, OFTEN, TEXTS
from vocabulary.models import Concept

Choices = list[tuple[str, Any]]


class SignalForm(MarkedForm, NoteForm):
    """The questions of a signal, the choices by concept. Shows what `draft` holds, laid over what was kept (`standing`)."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        standing: Mapping[str, str] | None = None,
        draft: QueryDict | None = None,
        choices: tuple[Choices, Choices] | None = None,
    ) -> None:
        # One kind of line end, as every field of ours sends it: else the same text would read as another.
        kept = {name: writable(text) for name, text in (standing or {}).items()}
        super().__init__(data, initial=dict(kept), standing=kept, label_suffix="")
        self._choices = choices or _choices()
        for field in TEXTS:
            options: dict[str, Any] = {"widget": forms.TextInput()} if field.rows == 1 else {"rows": field.rows}
            self.fields[field.name] = NoteField(
                label=str(field.label), help_text=str(field.hint), most=field.most, **options
            )
        unsure = ("", gettext_lazy("weet ik (nog) niet"))
        kinds, levels = self._choices
        self.fields[HOW_OFTEN] = forms.ChoiceField(
            label=gettext_lazy("Hoe vaak zag je het?"),
            required=False,
            choices=[unsure, *OFTEN],
            widget=forms.RadioSelect,
        )
        self.fields[KIND] = forms.ChoiceField(label=gettext_lazy("Soort"), required=False, choices=[unsure, *kinds])
        self.fields[LEVEL] = forms.ChoiceField(
            label=gettext_lazy("Wie kan het veranderen?"), required=False, choices=[unsure, *levels]
        )
        if draft is not None:
            self.lay_over(SignalForm(draft, standing=kept, choices=self._choices))

    def value(self) -> dict[str, str]:
        """What was filled in, by name."""
        return {name: str(self.cleaned_data[name]) for name in NAMES if self.cleaned_data.get(name)}

    def with_draft(self, draft: QueryDict) -> "SignalForm":
        """The same signal as another page of its writer has it."""
        return SignalForm(standing=self.standing, draft=draft, choices=self._choices)

    def as_kept(self) -> "SignalForm":
        """The same signal as it was kept."""
        return SignalForm(standing=self.standing, choices=self._choices)


NAMES = (*(field.name for field in TEXTS), HOW_OFTEN, KIND, LEVEL)


def _choices() -> tuple[Choices, Choices]:
    """The kinds and the levels. One query."""
    found = [(each.pk, each.label) for each in Concept.objects.in_use().filter(facet="sig").order_by("position", "pk")]
    kinds = [each for each in found if each[0].startswith("sig.soort.")]
    return kinds, [each for each in found if each[0].startswith("sig.niveau.")]
