"""What people fill in here."""

import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from discussion.enums import PostKind, ReportReason
from vocabulary.models import Concept

LONGEST_POST = 8000


class PostText(forms.CharField):
    """Text in Markdown. No NUL characters: a database refuses them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_POST)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
        super().__init__(**kwargs)


class PostForm(forms.Form):
    """A new post or reply."""

    kind = forms.ChoiceField(label=_("Wat doe je met dit bericht?"), choices=PostKind.choices, widget=forms.RadioSelect)
    text = PostText(
        label=_("Je bericht"),
        help_text=_(
            "Noem geen namen of plaatsen waarin iemand te herkennen is. Je kan *schuin*, **vet** en lijstjes gebruiken."
        ),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
    audience = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reply_to = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @classmethod
    def empty(cls, *, audience: str, reply_to: uuid.UUID | None = None) -> "PostForm":
        """A form with a submission of its own, so that sending it twice stores it once."""
        kind = PostKind.ADDITION if reply_to else None
        initial = {"submission": uuid.uuid4(), "audience": audience, "reply_to": reply_to, "kind": kind}
        return cls(initial=initial)


class EditForm(forms.Form):
    """The same text, better."""

    text = PostText(label=_("Je bericht"), help_text=_("De vorige versie blijft na te lezen."))


class ReportForm(forms.Form):
    """What is wrong with a post."""

    reason = forms.ChoiceField(label=_("Wat is er?"), choices=ReportReason.choices, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Wil je er iets bij zeggen?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HideForm(forms.Form):
    """Why a post is hidden."""

    reason = forms.CharField(
        label=_("Waarom verberg je dit?"),
        help_text=_("De schrijver krijgt dit te lezen."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TagForm(forms.Form):
    """A word of one's own for a thing."""

    name = forms.CharField(
        label=_("Jouw label"),
        help_text=_("Een woord voor de situatie, nooit voor een persoon."),
        min_length=2,
        max_length=40,
        strip=True,
        validators=[
            RegexValidator(r"^[^<>{}\[\]/\\@]*[^\W_][^<>{}\[\]/\\@]*$", _("Gebruik letters, cijfers en streepjes."))
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class MapTagForm(forms.Form):
    """Which concept a tag means."""

    concept = forms.ModelChoiceField(label=_("Begrip"), queryset=Concept.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concept"].queryset = Concept.objects.in_use()  # type: ignore[attr-defined]


class DeclineTagForm(forms.Form):
    """Why a tag is not shown."""

    reason = forms.CharField(label=_("Waarom niet?"), max_length=200)
