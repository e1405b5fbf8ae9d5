"""What an author decides about some words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.traces.rules import ReasonMissing, check_reason


class DecisionForm(forms.Form):
    """`choice` is one of the suggestions (its words, and whether they widen), own words, to keep, or about nobody.

    `seen` is the stamp of what was looked at.
    """

    KEEP, NOBODY, OWN = "laat-staan", "niemand", "eigen"
    WIDER, OTHER = "algemener:", "vervang:"

    quote = forms.CharField(max_length=300, strip=False)
    seen = forms.CharField(max_length=32)
    choice = forms.CharField(
        max_length=220, error_messages={"required": gettext_lazy("Kies wat er met deze woorden gebeurt.")}
    )
    own = forms.CharField(max_length=200, required=False)
    reason = forms.CharField(max_length=300, required=False)

    def clean_choice(self) -> str:
        choice: str = self.cleaned_data["choice"]
        if choice not in {self.KEEP, self.NOBODY, self.OWN} and not choice.startswith((self.WIDER, self.OTHER)):
            raise forms.ValidationError(self.fields["choice"].error_messages["required"])
        return choice

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == self.KEEP:
            try:
                check_reason(cleaned.get("reason", ""))
            except ReasonMissing as missing:
                self.add_error("reason", str(missing))
        if cleaned.get("choice") == self.OWN and not cleaned.get("own"):
            self.add_error("own", _("Schrijf wat er in de plaats komt."))
        return cleaned

    @property
    def other(self) -> tuple[str, bool]:
        """The words to put in the place, and whether they say less."""
        choice: str = self.cleaned_data["choice"]
        if choice == self.OWN:
            return self.cleaned_data["own"], False
        return choice.partition(":")[2], choice.startswith(self.WIDER)

    @property
    def said(self) -> list[str]:
        """What is wrong, in the order of the fields."""
        return [str(error) for errors in self.errors.values() for error in errors]
