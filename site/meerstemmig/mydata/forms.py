"""Saying that one's account may go."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ErasureForm(forms.Form):
    """A word typed by hand, so that nobody erases by a slip, and when."""

    LATER, NOW = "later", "nu"

    when = forms.ChoiceField(
        label=gettext_lazy("Wanneer"),
        choices=[
            (LATER, gettext_lazy("Over zeven dagen. Tot dan kan je het afzeggen op deze pagina.")),
            (NOW, gettext_lazy("Meteen. Dit kan je niet terugdraaien.")),
        ],
        initial=LATER,
        widget=forms.RadioSelect,
    )
    word = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Typ het woord, zodat je niet per ongeluk wist.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = _("wissen")
        self.fields["word"].label = _("Typ het woord “%(word)s”") % {"word": self.asked}
        self.fields["word"].help_text = _("Hoofdletters en spaties maken niet uit.")

    def clean_word(self) -> str:
        typed = self.cleaned_data["word"]
        if "".join(typed.split()).casefold() != self.asked.casefold():
            raise forms.ValidationError(
                _("Hier staat niet “%(word)s”. Er is niets gewist."), params={"word": self.asked}
            )
        return str(typed)
