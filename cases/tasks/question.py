"""What the reader would ask, and whom."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.tasks.base import Task, Value, Values, not_known, unsure_field
from reflection.forms import NoteField
from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

ASK = "vraag"


class AskWhom(Task):
    """A question in the reader's own words."""

    template = "cases/tasks/question.html"
    notes = {ASK: gettext_lazy("Wat zou je vragen, en aan wie?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        return {
            "vraag": NoteField(label=gettext_lazy("Wat zou je vragen?"), rows=2),
            "aan": NoteField(
                label=gettext_lazy("Aan wie?"), most=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
            ),
            "vraag_weet_niet": unsure_field(),
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        standing = stage.values.get(ASK, {})
        return {
            "vraag": standing.get("vraag", ""),
            "aan": standing.get("aan", ""),
            "vraag_weet_niet": standing.get("weet_niet", False),
        }

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        if not (data.get("vraag") or data.get("aan") or data.get("vraag_weet_niet")):
            return {}
        return {
            ASK: {
                "vraag": data.get("vraag") or "",
                "aan": data.get("aan") or "",
                "weet_niet": bool(data.get("vraag_weet_niet")),
            }
        }

    def lines(self, name: str, value: Value) -> list[Line]:
        whom = Line(_("Aan wie"), str(value.get("aan") or ""))
        return [Line(_("Je vraag"), str(value.get("vraag") or "")), whom, *not_known(value)]
