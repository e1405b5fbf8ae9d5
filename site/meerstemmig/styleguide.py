"""Every component of the design language on one page, from the real templates, with samples of its own."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vocabulary.axes import Weight

FIRST: dict[str, Weight] = {
    "as.taal": 3, "as.etniciteit": 2, "as.gezin": 1, "as.opleiding": 1, "as.klasse": 0, "as.plaats": None,
}  # fmt: skip
LAST: dict[str, Weight] = {
    "as.taal": 2, "as.etniciteit": 1, "as.gezin": 3, "as.opleiding": 2, "as.klasse": 2, "as.hulpgeschiedenis": 3,
    "as.verblijf": 1, "as.plaats": 1, "as.gender": None,
}  # fmt: skip

COLOURS = (
    "paper", "paper-raised", "paper-sunk", "ink", "ink-soft", "line", "line-strong", "accent", "accent-soft", "mark",
    "right", "safety", "content", "danger", "axis-1", "axis-2", "axis-3", "axis-4", "axis-5", "axis-6",
)  # fmt: skip


@dataclass(frozen=True)
class SampleConcept:
    """What a concept is to a template: a label, an id, and sometimes an explanation."""

    id: str
    label: str | Promise
    explanation: str | Promise = ""

    def __str__(self) -> str:
        return str(self.label)


CONCEPTS = (
    SampleConcept("as.taal", _("Taal en talenrepertoire")),
    SampleConcept("kracht.zorg", _("Zorg voor elkaar"), _("Wat mensen voor elkaar doen, ook als niemand het ziet.")),
    SampleConcept("as.gezin.oudste", _("Oudste kind met zorgtaken")),
)


class SampleForm(forms.Form):
    """A field of every kind, as any form on the site looks."""

    seen = forms.CharField(
        label=_("Wat heb je gezien?"),
        help_text=_("Schrijf eerst wat je ziet. Wat je ervan denkt, komt straks."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    sure = forms.ChoiceField(
        label=_("Hoe zeker ben je?"),
        widget=forms.RadioSelect,
        choices=[("laag", _("Niet zeker")), ("midden", _("Tamelijk zeker")), ("niet", _("Weet ik (nog) niet"))],
    )
    place = forms.ChoiceField(
        label=_("Waar?"), choices=[("school", _("Op school")), ("thuis", _("Thuis"))], required=False
    )
    told = forms.BooleanField(label=_("Ik heb dit met de jongere besproken."), required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    """The style guide."""
    wrong = SampleForm({"email": "geen adres"})
    context = {
        "breadcrumbs": [(_("Stijlgids"), None)],
        "colours": COLOURS,
        "first": FIRST,
        "last": LAST,
        "concepts": CONCEPTS,
        "form": SampleForm(),
        "wrong_form": wrong,
        "messages": [Message(messages.INFO, gettext("Je notitie is bewaard."))],
    }
    return render(request, "styleguide.html", context)
