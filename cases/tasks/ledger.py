"""The ledger of assumptions: is this a fact, something that was told, or a reading of it?"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Standing
from cases.tasks.base import CHOSEN, Task, Value, Values
from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

LEDGER = "uitspraken"
UNKNOWN = "weet-niet"
CHOICES = [*Standing.choices, (UNKNOWN, _("weet ik (nog) niet"))]


def field_of(statement_id: str) -> str:
    """The field of one statement."""
    return f"uitspraak-{statement_id}"


class Ledger(Task):
    """Sentences that somebody could write down now. What they turn out to be is said after the last stage."""

    template = "cases/tasks/ledger.html"
    notes = {LEDGER: _("Feit, gehoord of interpretatie?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        return {
            field_of(statement.id): forms.ChoiceField(
                label=statement.text, choices=CHOICES, required=False, widget=forms.RadioSelect
            )
            for statement in stage.statements
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        return {field_of(entry["id"]): entry["keuze"] for entry in stage.values.get(LEDGER, {}).get(CHOSEN, ())}

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        entries = [
            {"id": statement.id, "uitspraak": statement.text, "keuze": data[field_of(statement.id)]}
            for statement in stage.statements
            if data.get(field_of(statement.id))
        ]
        return {LEDGER: {CHOSEN: entries}} if entries else {}

    def lines(self, name: str, value: Value) -> list[Line]:
        words = dict(CHOICES)
        return [Line(str(entry["uitspraak"]), str(words.get(entry["keuze"], ""))) for entry in value.get(CHOSEN, ())]
