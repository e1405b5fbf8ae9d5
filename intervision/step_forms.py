"""What is sent about a step: the day of its one mail."""

import uuid
from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intervision.exceptions import NotNow
from intervision.steps import check_reminder

ON = "herinner-"


class ReminderForm(forms.Form):
    """On which day one mail comes."""

    day = forms.DateField(
        label=gettext_lazy("Op welke dag?"),
        help_text=gettext_lazy("Eén mail, ’s morgens. Er staat niets in van wat je schreef."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, day: date | None = None) -> None:
        super().__init__(data, initial={"day": day} if day else None, label_suffix="")

    def clean_day(self) -> date:
        """A day that a mail can come on."""
        try:
            return check_reminder(self.cleaned_data["day"])
        except NotNow as refusal:
            raise forms.ValidationError(refusal.reason) from None


def read_reminders(data: Mapping[str, str]) -> tuple[dict[uuid.UUID, date], str]:
    """The days in fields named `herinner-<id>`, and what is wrong with those that are none; an empty one asks nothing."""
    days: dict[uuid.UUID, date] = {}
    wrong = ""
    for name, value in data.items():
        if not name.startswith(ON) or not value.strip():
            continue
        form = ReminderForm({"day": value})
        try:
            contribution = uuid.UUID(name.removeprefix(ON))
        except ValueError:
            continue
        if form.is_valid():
            days[contribution] = form.cleaned_data["day"]
        else:
            wrong = _("Je keuze ligt vast, maar niet de mail. %(why)s") % {"why": form.errors["day"][0]}
    return days, wrong
