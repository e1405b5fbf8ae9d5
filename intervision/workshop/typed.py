"""A method as it was typed: words and ticks, whether they hold or not. So nothing is lost on an error.

The phases stand in the order in which they were sent, each with a key of its own; what points at a phase points at
its key, so that moving one keeps what carries where.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from intervision.enums import Chair, Keep, Reveal, Trust, Turn
from intervision.models import Method, Phase

TEXTS = ("title", "title_en", "family", "purpose", "choose_when", "avoid_when", "group_min", "group_max", "ideal",
         "total_min", "trust", "outputs", "licence_note")  # fmt: skip
LISTS = ("roles", "pitfalls", "sources", "variants")
"""Of a method, one a line."""
PHASE_TEXTS = ("title", "title_en", "minutes", "least", "most", "scale_per_person", "turn", "bringer_seat", "reveal",
               "keep", "figure", "looks_back", "instruct_all", "instruct_peers", "instruct_bringer",
               "instruct_facilitator")  # fmt: skip
PHASE_CODES = ("floor", "silent", "carries_to")
WRITINGS = 4
"""How many places to write a phase has room for."""
WRITING_PARTS = ("who", "kind", "prompt")
MOST_PHASES = 15
MOST_CHARACTERS = 20_000
"""More than any field takes; what is longer is cut, and the field says what its own measure is."""
METHOD, ORDER = "methode", "fase"
KEY = re.compile(r"f[0-9]{1,4}")
UP, DOWN = "omhoog", "omlaag"

Row = dict[str, Any]


def name_of(key: str, part: str) -> str:
    """The name of a field in the form: of the method, or of the phase with this key."""
    return f"{key}-{part}"


@dataclass(frozen=True)
class TypedPhase:
    """One phase, as it was typed."""

    key: str
    row: Row = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.row.get("title", "")).strip()


@dataclass(frozen=True)
class Typed:
    """The whole method, as it was typed."""

    method: Row = field(default_factory=dict)
    phases: tuple[TypedPhase, ...] = ()

    # --- from where -----------------------------------------------------------

    @classmethod
    def sent(cls, data: QueryDict) -> Self:
        """What a form sent. Phases that are named twice, or by a name that we never gave, are left out."""
        keys = [key for key in dict.fromkeys(data.getlist(ORDER)) if KEY.fullmatch(key)][:MOST_PHASES]
        parts = [f"{part}{number}" for number in range(WRITINGS) for part in WRITING_PARTS]

        def row(key: str, texts: tuple[str, ...]) -> Row:
            return {name: _clean(data.get(name_of(key, name), "")) for name in texts}

        def codes(key: str) -> Row:
            return {name: [_clean(code)[:40] for code in data.getlist(name_of(key, name))[:20]] for name in PHASE_CODES}

        phases = tuple(TypedPhase(key, row(key, (*PHASE_TEXTS, *parts)) | codes(key)) for key in keys)
        return cls(row(METHOD, (*TEXTS, *LISTS)), phases)

    @classmethod
    def of(cls, method: Method) -> Self:
        """A method as it stands, to adapt or to go on with."""
        phases = list(method.phases.all())
        row: Row = {name: str(getattr(method, name)) for name in TEXTS}
        row |= {name: "\n".join(str(each) for each in getattr(method, name)) for name in LISTS}
        return cls(row, tuple(TypedPhase(f"f{phase.nr}", _row_of(phase)) for phase in phases))

    @classmethod
    def empty(cls) -> Self:
        """A sheet to begin on: one phase to fill in, and the numbers that most methods have."""
        numbers = {"group_min": "4", "group_max": "10", "trust": Trust.LOW.value}
        return cls({"title": "", **numbers}, (TypedPhase("f1", dict(NEW_PHASE)),))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        phases = tuple(TypedPhase(each["key"], each["row"]) for each in data.get("phases", ()))
        return cls(dict(data.get("method", {})), phases)

    def to_json(self) -> dict[str, Any]:
        return {"method": self.method, "phases": [{"key": each.key, "row": each.row} for each in self.phases]}

    # --- the buttons ----------------------------------------------------------

    def with_phase(self) -> Self:
        """One more phase, at the end."""
        if len(self.phases) >= MOST_PHASES:
            return self
        number = max((int(each.key[1:]) for each in self.phases), default=0) + 1
        return replace(self, phases=(*self.phases, TypedPhase(f"f{number}", dict(NEW_PHASE))))

    def without(self, key: str) -> Self:
        return replace(self, phases=tuple(each for each in self.phases if each.key != key))

    def moved(self, key: str, way: str) -> Self:
        """With this phase one place up or down; the first stays first and the last stays last."""
        phases = list(self.phases)
        here = next((number for number, each in enumerate(phases) if each.key == key), None)
        if here is None:
            return self
        there = here + (1 if way == DOWN else -1)
        if 0 <= there < len(phases):
            phases[here], phases[there] = phases[there], phases[here]
        return replace(self, phases=tuple(phases))

    def as_adaptation(self) -> Self:
        """The same, under a title of its own."""
        title = _("%(title)s, aangepast") % {"title": str(self.method.get("title", ""))[:100]}
        return replace(self, method={**self.method, "title": title})

    @property
    def as_data(self) -> dict[str, Any]:
        """As a form takes it."""
        data = {name_of(METHOD, name): value for name, value in self.method.items()}
        for phase in self.phases:
            data |= {name_of(phase.key, name): value for name, value in phase.row.items()}
        return data


NEW_PHASE: Row = {
    "minutes": "10", "least": "5", "most": "15", "scale_per_person": "0", "turn": Turn.FREE.value,
    "bringer_seat": Chair.IN.value, "reveal": Reveal.ON_ADVANCE.value, "keep": Keep.DISCARD.value,
    "floor": ["A"],
}  # fmt: skip


def _row_of(phase: Phase) -> Row:
    row: Row = {name: getattr(phase, name) for name in PHASE_TEXTS}
    row = {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in row.items()}
    row["looks_back"] = "on" if phase.looks_back else ""
    row |= {
        "floor": list(phase.floor),
        "silent": list(phase.silent),
        "carries_to": [f"f{nr}" for nr in phase.carries_to],
    }
    for number, write in enumerate(phase.writes[:WRITINGS]):
        row |= {f"{part}{number}": write.get(part, "") for part in WRITING_PARTS}
    return row


def _clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n")[:MOST_CHARACTERS]
