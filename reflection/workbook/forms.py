"""Choosing what of a work book to take along, and as what."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reflection.workbook.book import Filter
from reflection.workbook.exports import FORMATS
from reflection.workbook.register import FORMS, SIDES, Candidate

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


class PeriodForm(forms.Form):
    """Over which days a report goes; left out, over everything."""

    sinds = day_field(gettext_lazy("Vanaf"))
    tot = day_field(gettext_lazy("Tot en met"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("sinds"), cleaned.get("tot")
        if since and until and since > until:
            self.add_error("tot", _("Deze dag ligt voor de eerste. Kies een latere, of laat hem leeg."))
        return cleaned

    def chosen(self) -> Filter:
        """What was chosen. Only for a form that is valid."""
        return Filter(since=self.cleaned_data["sinds"], until=self.cleaned_data["tot"])


class ReportForm(forms.Form):
    """Which lines go into a report, under which side. Nothing is placed by itself."""

    wijze = forms.ChoiceField(
        label=gettext_lazy("Vorm van je reflectie"),
        choices=list(FORMS.items()),
        initial="zelf",
        error_messages={"required": gettext_lazy("Kies een vorm."), "invalid_choice": gettext_lazy("Kies een vorm.")},
    )
    vorm = forms.ChoiceField(
        label=gettext_lazy("Als"),
        choices=[(each.key, each.label) for each in FORMATS if each.key != "json"],
        initial=FORMATS[0].key,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies als wat je het wil."),
            "invalid_choice": gettext_lazy("Kies een van de twee."),
        },
    )

    def __init__(self, *args: Any, offered: list[Candidate], suggest: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        choices = [("", gettext_lazy("Niet mee")), *SIDES.items()]
        for each in offered:
            self.fields[each.key] = forms.ChoiceField(
                label=gettext_lazy("Waar hoort dit?"),
                choices=choices,
                required=False,
                initial=each.side if suggest else "",
            )

    def lines(self) -> Iterator[tuple[Candidate, BoundField]]:
        """Each line with the field that places it."""
        return ((each, self[each.key]) for each in self.offered)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(each.key) for each in self.offered):
            raise forms.ValidationError(_("Je koos nog niets. Zet minstens één tekst bij een van de drie kanten."))
        return cleaned

    def placed(self) -> dict[str, str]:
        """The side of each line that goes in. Only for a form that is valid."""
        return {each.key: side for each in self.offered if (side := self.cleaned_data[each.key])}
