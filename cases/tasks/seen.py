"""What was seen and what was filled in, apart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.tasks.base import Task, Value, Values, not_known, unsure_field
from reflection.forms import NoteField
from reflection.origins import Line

if TYPE_CHECKING:
    from cases.reading import Stage

SEEN, FILLED_IN = "gezien", "ingevuld"


class SeenFilledIn(Task):
    """Two sheets beside each other, so that one cannot slip into the other."""

    template = "cases/tasks/seen.html"
    notes = {SEEN: _("Wat heb je gezien of gehoord?"), FILLED_IN: _("Wat heb je zelf ingevuld?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        return {
            SEEN: NoteField(
                label=str(self.notes[SEEN]), help_text=_("Schrijf eerst wat je ziet. Wat je ervan denkt, komt straks.")
            ),
            "gezien_weet_niet": unsure_field(),
            FILLED_IN: NoteField(
                label=str(self.notes[FILLED_IN]), help_text=_("Wat je vermoedt, voelt of verwacht. Het mag fout zijn.")
            ),
            "ingevuld_weet_niet": unsure_field(),
        }

    def initial(self, stage: "Stage") -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for name in self.notes:
            standing = stage.values.get(name, {})
            shown |= {name: standing.get("tekst", ""), f"{name}_weet_niet": standing.get("weet_niet", False)}
        return shown

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        return {
            name: {"tekst": data.get(name) or "", "weet_niet": bool(data.get(f"{name}_weet_niet"))}
            for name in self.notes
            if data.get(name) or data.get(f"{name}_weet_niet")
        }

    def lines(self, name: str, value: Value) -> list[Line]:
        return [Line("", str(value.get("tekst") or "")), *not_known(value)]
