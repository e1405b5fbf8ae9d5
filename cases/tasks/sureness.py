"""How sure the reader is: a number that only they see."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.tasks.base import Task, Value, Values, not_known, unsure_field
from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

SURENESS = "zekerheid"
OUT_OF_RANGE = gettext_lazy("Schrijf een getal van 0 tot 100, of laat het leeg.")


class Sureness(Task):
    """From 0 to 100. The script lays a slider beside the number."""

    template = "cases/tasks/sureness.html"
    notes = {SURENESS: gettext_lazy("Hoe zeker ben je van je beeld?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        return {
            SURENESS: forms.IntegerField(
                label=str(self.notes[SURENESS]),
                help_text=gettext_lazy("Van 0 (helemaal niet) tot 100 (helemaal). Dit is alleen voor jou."),
                required=False,
                min_value=0,
                max_value=100,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), OUT_OF_RANGE),
            ),
            "zekerheid_weet_niet": unsure_field(),
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        standing = stage.values.get(SURENESS, {})
        return {SURENESS: standing.get("getal"), "zekerheid_weet_niet": standing.get("weet_niet", False)}

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        number = data.get(SURENESS)
        if number in (None, "") and not data.get("zekerheid_weet_niet"):
            return {}
        number = None if number == "" else number
        return {SURENESS: {"getal": number, "weet_niet": bool(data.get("zekerheid_weet_niet"))}}

    def lines(self, name: str, value: Value) -> list[Line]:
        number = value.get("getal")
        told = _("%(number)s van 100") % {"number": number} if number is not None else ""
        return [Line("", told), *not_known(value)]
