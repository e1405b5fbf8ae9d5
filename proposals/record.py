"""The record that the editors write: its form, and how it reads before it is a page."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.axes import KNOWN
from practices.enums import AxisRole, Ladder, TimeBand
from practices.models import PracticePage
from proposals.told import AXIS_ROLES, RECORD_TEXTS, Told, axis_roles, lines, listed
from reflection.forms import NoteField
from vocabulary.axes import AXES
from vocabulary.models import Concept
from vocabulary.widgets import ConceptPicker

LISTS: Mapping[str, str | Promise] = {
    "steps": _("Elke stap op een nieuwe regel: drie tot zeven. Een stap begint met wat je doet."),
    "tested_with": _("Een groep per regel."),
    "not_tested_with": _("Een groep per regel."),
    "stewards": _("Twee, elk op een regel: bij rol, nooit bij naam."),
}
ONE_LINE = {"title": 120, "summary": 200, "duration": 120, "organisation": 160}
ROWS = {"occasion": 5, "steps": 7, "summary": 2, "stewards": 2, "tested_with": 2, "not_tested_with": 2}


def label_of(name: str) -> str | Promise:
    """What a part of the record is called, as in the editor's form of a page."""
    if name == "title":
        return _("titel")
    if name == "summary":
        return _("in één zin")
    return PracticePage._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a column of ours


class RecordForm(forms.Form):
    """Everything of a practice that can be written before it is one. Half a record may be kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "record_%s", **kwargs})
        for name in RECORD_TEXTS:
            options: dict[str, Any] = {"help_text": LISTS.get(name, "")}
            if name in ONE_LINE and name != "summary":
                options["widget"] = forms.TextInput(attrs={"autocomplete": "off"})
            self.fields[name] = NoteField(
                label=str(label_of(name)).capitalize(),
                rows=ROWS.get(name, 3),
                most=ONE_LINE.get(name, 4000),
                **options,
            )
        self.fields["ladder"] = forms.ChoiceField(
            label=_("Hoe zeker we zijn"), choices=Ladder.choices, initial=Ladder.IDEA
        )
        self.fields["time_band"] = forms.ChoiceField(
            label=_("Duur, ongeveer"), choices=TimeBand.choices, initial=TimeBand.HOURS
        )
        self.fields["review_on"] = forms.DateField(
            label=_("Opnieuw nalezen op"),
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )
        for axis in AXES:
            self.fields[axis.id] = forms.ChoiceField(
                label=str(axis.label), required=False, choices=[("", _("onbekend")), *AxisRole.choices]
            )
        self.fields["concepts"] = forms.ModelMultipleChoiceField(
            label=_("Begrippen"), queryset=Concept.objects.in_use(), required=False, widget=ConceptPicker
        )

    @classmethod
    def of(cls, told: Told, version: int) -> "RecordForm":
        """As it stands."""
        return cls(initial={**told.record, **axis_roles(told.record), "concepts": told.concepts, "version": version})

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """Everything that is filled in but the axes, as a template lays it out."""
        return [field for field in self.visible_fields() if field.name not in KNOWN]

    @property
    def axis_fields(self) -> list[forms.BoundField]:
        """What each axis is to the practice."""
        return [self[axis.id] for axis in AXES]

    @property
    def record(self) -> dict[str, str]:
        """The parts that are text, lists one thing on a line, and the choices."""
        said = self.cleaned_data
        record = {name: lines(said[name]) if name in LISTS else str(said[name]).strip() for name in RECORD_TEXTS}
        read_again: datetime.date | None = said["review_on"]
        return {
            **record,
            "ladder": said["ladder"],
            "time_band": said["time_band"],
            "review_on": read_again.isoformat() if read_again else "",
            AXIS_ROLES: "\n".join(f"{axis.id} {said[axis.id]}" for axis in AXES if said[axis.id]),
        }

    @property
    def concepts(self) -> list[str]:
        """The ids of what was ticked."""
        return [concept.pk for concept in self.cleaned_data["concepts"]]


@dataclass(frozen=True)
class Part:
    """One part of the record, as it reads."""

    name: str
    label: str | Promise
    text: str
    items: tuple[str, ...] = ()


def parts_of(record: Mapping[str, str]) -> list[Part]:
    """What is written so far, in the order of the page; without the title, and without what is still empty."""
    parts = [
        Part(name, label_of(name), record[name], tuple(listed(record, name)) if name in LISTS else ())
        for name in RECORD_TEXTS
        if name != "title" and record.get(name, "").strip()
    ]
    roles = axis_roles(record)
    said = tuple(f"{axis.label}: {AxisRole(roles[axis.id]).label}" for axis in AXES if axis.id in roles)
    return [*parts, Part(AXIS_ROLES, label_of(AXIS_ROLES), record[AXIS_ROLES], said)] if said else parts
