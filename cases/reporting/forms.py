"""What readers and editors fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.reporting.enums import Outcome, Reason


class ReportForm(forms.Form):
    """What is wrong with a case. An address only from who wants an answer."""

    reason = forms.ChoiceField(label=_("Wat is er?"), choices=Reason.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Wat wil je ons zeggen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Welke zin, welk beeld, wat doet het? Zet geen namen van mensen die je kent."),
    )
    address = forms.EmailField(
        label=_("E-mailadres, alleen als je een antwoord wil"),
        required=False,
        help_text=_("We sturen één mail als er een antwoord is, en wissen je adres daarna."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AnswerForm(forms.Form):
    """What the editors decide and say."""

    outcome = forms.ChoiceField(label=_("Wat gebeurt er?"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("Je antwoord"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Wie meldde, kan dit lezen. Dank eerst, en zeg wat je doet en waarom."),
    )
