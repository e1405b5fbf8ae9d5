"""What an editor fills in about a consent."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.consent.enums import Layer


class ConsentForm(forms.Form):
    """Each layer was asked apart, and not on the day of the talk."""

    who = forms.CharField(
        label=_("Wie gaf toestemming?"),
        max_length=300,
        help_text=_("Een nummer of afspraak waarmee jullie deze persoon terugvinden, en wie meeging. Nooit een naam."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    covers = forms.MultipleChoiceField(label=_("Waarvoor?"), choices=Layer.choices, widget=forms.CheckboxSelectMultiple)
    given_on = forms.DateField(
        label=_("Gegeven op"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Niet op de dag van het gesprek: er zit minstens één nacht tussen."),
    )
    ends_on = forms.DateField(
        label=_("Tot en met"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given_on, ends_on = cleaned.get("given_on"), cleaned.get("ends_on")
        if given_on and given_on > timezone.localdate():
            self.add_error("given_on", _("Deze dag moet nog komen."))
        if given_on and ends_on and ends_on < given_on:
            self.add_error("ends_on", _("Het einde ligt vóór het begin."))
        return cleaned
