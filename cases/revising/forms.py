"""What the editors say when a case stays as it was after all."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WhyForm(forms.Form):
    """Why there is no new text."""

    why = forms.CharField(
        label=_("Waarom blijft de tekst toch zoals hij was?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Wie meldde, kan dit lezen."),
    )
