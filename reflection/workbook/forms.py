"""Choosing what of a work book to take along, and as what."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflection.workbook.book import Filter
from reflection.workbook.exports import FORMATS

NOT_A_DAY = {"invalid": gettext_lazy("Kies een datum, of laat dit leeg.")}


def day_field(label: Any) -> forms.DateField:
    """A day that may be left out."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages=NOT_A_DAY)


class TakeForm(forms.Form):
    """What to take along: everything, one place, one piece or a period."""

    van = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    stuk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sinds = day_field(gettext_lazy("Vanaf"))
    tot = day_field(gettext_lazy("Tot en met"))
    vorm = forms.ChoiceField(
        label=gettext_lazy("Als"),
        choices=[(each.key, each.label) for each in FORMATS],
        initial=FORMATS[0].key,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies als wat je het wil."),
            "invalid_choice": gettext_lazy("Kies een van de drie."),
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("sinds"), cleaned.get("tot")
        if since and until and since > until:
            self.add_error("tot", _("Deze dag ligt voor de eerste. Kies een latere, of laat hem leeg."))
        return cleaned

    def chosen(self) -> Filter:
        """What was chosen. Only for a form that is valid."""
        data = self.cleaned_data
        return Filter(about=data["van"], row=data["stuk"], since=data["sinds"], until=data["tot"])
