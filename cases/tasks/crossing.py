"""The kruispuntfiguur as an answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.tasks.base import Task, Value, Values
from reflection.origins import Line
from vocabulary.axes import AXES as LINES
from vocabulary.axes import WORDS
from vocabulary.figure import read_weights

if TYPE_CHECKING:
    from cases.reading import Stage

AXES = "assen"


class FigureWidget(forms.Widget):
    """Reads all lines of the figure as one value. The template tag `kruispunt_input` draws it."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, int | None]:
        return dict(read_weights(data, name=name))


class Crossing(Task):
    """Which lines cross here, and how heavily, according to this reader."""

    template = "cases/tasks/crossing.html"
    notes = {AXES: _("Welke lijnen kruisen hier?")}

    def fields(self, stage: "Stage") -> dict[str, forms.Field]:
        return {AXES: forms.Field(label=str(self.notes[AXES]), required=False, widget=FigureWidget)}

    def initial(self, stage: "Stage") -> dict[str, Any]:
        return {AXES: stage.values.get(AXES, {}).get("gewichten", {})}

    def values(self, stage: "Stage", data: Mapping[str, Any]) -> Values:
        return {AXES: {"gewichten": dict(data[AXES])}} if data.get(AXES) else {}

    def lines(self, name: str, value: Value) -> list[Line]:
        weights = value.get("gewichten") or {}
        return [Line(str(axis.label), str(WORDS.get(weights[axis.id], ""))) for axis in LINES if axis.id in weights]
