"""What is typed on the pages of this room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shelf.questions import LONGEST_NAME


class NameForm(forms.Form):
    """What a saved question is called, with the version of it that was seen."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Geef een naam."),
            "max_length": _("De naam is te lang: hoogstens %(limit_value)d tekens."),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
