"""From the first reading to the last: what came, what went, and what turned out otherwise. Pure; for the reader alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import Standing
from cases.lenses import in_words
from cases.reading import Reading, Stage
from cases.tasks import TASK_OF
from cases.tasks.base import CHOSEN
from cases.tasks.crossing import AXES
from cases.tasks.ledger import CHOICES, LEDGER
from cases.tasks.marks import MARKS
from cases.tasks.seen import FILLED_IN, SEEN
from cases.tasks.sureness import SURENESS
from reflection.origins import Line
from reflection.workbook.differences import LineChange, word_changes
from vocabulary.axes import AXES as LINES
from vocabulary.axes import WORDS, Weights

DIFFERENCE = "verschil"
TURNING = "kantelzin"


@dataclass(frozen=True)
class TextShift:
    """One question that was answered at two stages or more, word by word."""

    question: str
    first: str
    """The title of the stage where it was answered first."""
    last: str
    change: LineChange


@dataclass(frozen=True)
class LensShift:
    """The lenses of the first and of the last stage that asked for them."""

    added: list[str]
    dropped: list[str]
    kept: list[str]


@dataclass(frozen=True)
class Shift:
    """What moved, as far as it was written at least twice."""

    texts: list[TextShift]
    axes: tuple[Weights, Weights] | None
    lenses: LensShift | None
    sureness: tuple[int, int] | None

    @cached_property
    def difference(self) -> dict[str, Any]:
        """The difference without a word of the texts: what can be shared. Empty where nothing was answered twice."""
        found: dict[str, Any] = {}
        if self.axes:
            found["assen"] = [dict(self.axes[0]), dict(self.axes[1])]
        if self.lenses:
            found |= {"lenzen_erbij": self.lenses.added, "lenzen_weg": self.lenses.dropped}
        if self.sureness:
            found["zekerheid"] = list(self.sureness)
        return found


def shift_of(reading: Reading) -> Shift:
    """The first and the last reading beside each other."""
    axes = [stage.values[AXES]["gewichten"] for stage in _with(reading, AXES)]
    sureness = [stage.values[SURENESS]["getal"] for stage in _with(reading, SURENESS)]
    known = [number for number in sureness if number is not None]
    return Shift(
        texts=[found for name in (SEEN, FILLED_IN) if (found := _text_shift(reading, name))],
        axes=(axes[0], axes[-1]) if len(axes) > 1 else None,
        lenses=_lens_shift(reading),
        sureness=(known[0], known[-1]) if len(known) > 1 else None,
    )


def _with(reading: Reading, name: str) -> list[Stage]:
    return [stage for stage in reading.stages if name in stage.values]


def _text_shift(reading: Reading, name: str) -> TextShift | None:
    stages = [stage for stage in _with(reading, name) if stage.values[name].get("tekst")]
    if len(stages) < 2:
        return None
    first, last = stages[0], stages[-1]
    changes = word_changes(first.values[name]["tekst"], last.values[name]["tekst"])
    return TextShift(str(TASK_OF[name].notes[name]), first.title, last.title, LineChange("", changes))


def _lens_shift(reading: Reading) -> LensShift | None:
    laid = [_lenses(stage.values[MARKS]) for stage in _with(reading, MARKS)]
    if len(laid) < 2:
        return None
    first, last = laid[0], laid[-1]
    return LensShift(
        added=[lens for lens in last if lens not in first],
        dropped=[lens for lens in first if lens not in last],
        kept=[lens for lens in last if lens in first],
    )


def _lenses(value: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(lens for mark in value.get(CHOSEN, ()) for lens in mark["lenzen"]))


@dataclass(frozen=True)
class Turn:
    """A statement as the reader called it, and what the author's later stages say about it."""

    statement: str
    called: str
    turned_out: str
    later: str
    sureness: int | None
    """How sure they were at that stage."""
    differs: bool


@dataclass(frozen=True)
class Calibration:
    """The ledger, looked at again. It counts what turned, and makes no score of it."""

    turns: list[Turn]
    facts: int
    """How many the reader called a fact."""
    turned: int
    """How many of those turned out to be a reading, or something that was told."""


def calibration_of(reading: Reading) -> Calibration | None:
    """What became of the statements that this reader sorted; None where they sorted none that the author resolves."""
    words = dict(CHOICES)
    turns: list[Turn] = []
    facts = turned = 0
    for stage in _with(reading, LEDGER):
        resolved = {statement.id: statement for statement in stage.statements if statement.turned_out}
        sure = stage.values.get(SURENESS, {}).get("getal")
        for entry in stage.values[LEDGER].get(CHOSEN, ()):
            statement = resolved.get(entry["id"])
            if statement is None:
                continue
            differs = entry["keuze"] != statement.turned_out
            facts += entry["keuze"] == Standing.FACT
            turned += entry["keuze"] == Standing.FACT and differs
            turns.append(
                Turn(
                    entry["uitspraak"],
                    str(words.get(entry["keuze"], "")),
                    str(words[statement.turned_out]),
                    statement.later,
                    sure,
                    differs,
                )
            )
    return Calibration(turns, facts, turned) if turns else None


def difference_lines(value: Mapping[str, Any]) -> list[Line]:
    """A kept difference as readable text."""
    found = value.get(CHOSEN) or {}
    lines: list[Line] = []
    first, last = found.get("assen") or ({}, {})
    for axis in LINES:
        before, after = _weighed(first, axis.id), _weighed(last, axis.id)
        if before != after:
            told = _("eerst %(before)s, nu %(after)s") % {"before": before, "after": after}
            lines.append(Line(str(axis.label), told))
    lines.append(Line(_("Lenzen die erbij kwamen"), in_words(found.get("lenzen_erbij", []))))
    lines.append(Line(_("Lenzen die wegvielen"), in_words(found.get("lenzen_weg", []))))
    if sureness := found.get("zekerheid"):
        told = _("van %(first)s naar %(last)s") % {"first": sureness[0], "last": sureness[1]}
        lines.append(Line(_("Zekerheid"), told))
    return lines


def _weighed(weights: Weights, axis: str) -> str:
    return str(WORDS[weights[axis]]) if axis in weights else _("niet ingevuld")
