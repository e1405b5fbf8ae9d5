"""What readers, writers and editors fill in about a review."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.review.enums import EXPERIENCED, Seat, Verdict, verdicts_for
from cases.review.exceptions import ReviewRefused
from cases.review.rules import check_say

LONGEST = 4000


def words_field(label: Any, *, rows: int = 6, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class SayForm(forms.Form):
    """What somebody decides and says, in the seat they read in."""

    verdict = forms.ChoiceField(label=_("Wat vind je?"), widget=forms.RadioSelect)
    words = words_field(
        _("Wat wil je zeggen aan wie dit schreef?"),
        help_text=_("Wat herken je, wat klopt niet, wat kwetst? Zet geen namen van mensen die je kent."),
    )

    def __init__(self, *args: Any, reads_as: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reads_as = reads_as
        choices = [(verdict.value, verdict.label) for verdict in verdicts_for(reads_as)]
        field = self.fields["verdict"]
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if verdict := cleaned.get("verdict"):
            try:
                check_say(self.seat_of(cleaned), verdict, cleaned.get("words", ""))
            except ReviewRefused as refused:
                raise ValidationError({"words": str(refused)}) from None
        return cleaned

    def seat_of(self, _cleaned: dict[str, Any]) -> str:
        """The seat that this is said in."""
        return self.reads_as


class ReaderForm(SayForm):
    """The same, by a reader by experience with an account: they say in which of the two seats they read."""

    field_order = ("seat", "verdict", "words")
    seat = forms.ChoiceField(
        label=_("Je leest als"),
        choices=[(seat.value, seat.label) for seat in Seat if seat in EXPERIENCED],
        initial=Seat.EXPERIENCE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, reads_as=Seat.EXPERIENCE, **kwargs)

    def seat_of(self, cleaned: dict[str, Any]) -> str:
        return str(cleaned.get("seat") or Seat.EXPERIENCE)


class LinkForm(forms.Form):
    """Whom to ask, and what they get to see."""

    seat = forms.ChoiceField(label=_("Wie vraag je?"))
    with_guide = forms.BooleanField(label=_("Met de begeleidersgids erbij"), required=False, initial=True)

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(seat.value, seat.label) for seat in seats]  # type: ignore[attr-defined]


class RecordForm(forms.Form):
    """What an editor heard."""

    seat = forms.ChoiceField(
        label=_("Wie zei het?"), choices=[(seat.value, seat.label) for seat in Seat if seat != Seat.READER]
    )
    verdict = forms.ChoiceField(label=_("Wat was het oordeel?"), choices=Verdict.choices)
    given_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
    )
    words = words_field(_("Wat werd er gezegd?"), rows=4, help_text=_("Zonder namen. De schrijver leest dit."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (given_on := cleaned.get("given_on")) and given_on > timezone.localdate():
            self.add_error("given_on", _("Deze dag moet nog komen."))
        if cleaned.get("seat") and cleaned.get("verdict"):
            try:
                check_say(cleaned["seat"], cleaned["verdict"], cleaned.get("words", ""))
            except ReviewRefused as refused:
                self.add_error("words", str(refused))
        return cleaned


class TalkForm(forms.Form):
    """What was agreed after a veto."""

    words = words_field(
        _("Wat spraken jullie af?"),
        rows=3,
        required=True,
        help_text=_("Daarna bevestigt wie het veto gaf, of een andere ervaringsdeskundige."),
    )
