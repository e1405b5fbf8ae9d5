"""The form of a signal. A draft may stay empty; only a title is too long or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signalling.wording import HOW_OFTEN, KIND, LEVEL, OFTEN, TEXTS
from vocabulary.models import Concept


class SignalForm(forms.Form):
    """The questions of a signal, the choices by concept. `version` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in TEXTS:
            widget = forms.TextInput() if field.rows == 1 else forms.Textarea(attrs={"rows": field.rows})
            self.fields[field.name] = forms.CharField(
                label=str(field.label),
                help_text=str(field.hint),
                max_length=field.most,
                required=False,
                widget=widget,
                error_messages={
                    "max_length": _("Je tekst telt %(show_value)d tekens; er is plaats voor %(limit_value)d.")
                },
            )
        self.fields[HOW_OFTEN] = forms.ChoiceField(
            label=gettext_lazy("Hoe vaak zag je het?"),
            required=False,
            choices=[("", gettext_lazy("weet ik (nog) niet")), *OFTEN],
            widget=forms.RadioSelect,
        )
        found = Concept.objects.in_use().filter(facet="sig").order_by("position", "pk")
        kinds = [(concept.pk, concept.label) for concept in found if concept.pk.startswith("sig.soort.")]
        levels = [(concept.pk, concept.label) for concept in found if concept.pk.startswith("sig.niveau.")]
        unsure = ("", gettext_lazy("weet ik (nog) niet"))
        self.fields[KIND] = forms.ChoiceField(label=gettext_lazy("Soort"), required=False, choices=[unsure, *kinds])
        self.fields[LEVEL] = forms.ChoiceField(
            label=gettext_lazy("Wie kan het veranderen?"), required=False, choices=[unsure, *levels]
        )

    def said(self) -> dict[str, str]:
        """What was filled in, by name."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "version" and value}
