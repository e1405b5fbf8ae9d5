"""What is filled in before a session: the case pad, and one private answer."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from intervision.casepad import QUESTIONS, SHARED, written_on
from intervision.enums import Judged
from intervision.rules import MOST_CHARACTERS
from reflection.forms import MarkedForm, NoteField, NoteForm


class PadForm(MarkedForm, NoteForm):
    """The questions of the pad, and which answers are laid ready. Nothing on it has to be filled in."""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = NoteField(
                label=question.label, help_text=question.help, rows=5, most=MOST_CHARACTERS
            )
        self.fields[SHARED] = forms.MultipleChoiceField(
            label=_("Wat leg je klaar voor de anderen?"),
            help_text=_("Wat je niet aanvinkt, blijft van jou alleen. Voor je iets klaarlegt, zie je wat zij zien."),
            choices=[(question.name, question.label) for question in QUESTIONS],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    @classmethod
    def showing(cls, standing: QueryDict | None) -> "PadForm":
        """The pad as it stands."""
        initial: dict[str, Any] = {}
        if standing is not None:
            initial = {**written_on(dict(standing.lists())), SHARED: standing.getlist(SHARED)}
        return cls(initial=initial)

    def value(self) -> dict[str, Any]:
        """What was filled in."""
        return {name: self.cleaned_data[name] for name in (*(each.name for each in QUESTIONS), SHARED)}


class AnswerForm(forms.Form):
    """The private answer. It is never filled in for who comes back: somebody may be sitting beside them."""

    answer = forms.ChoiceField(
        label=_("Is hier iemand die jou beoordeelt?"),
        help_text=_("Iemand die je evaluatie schrijft, over je contract beslist of je punten geeft."),
        choices=Judged.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord. Je hoeft niet te antwoorden: dan ga je gewoon terug.")},
    )
