"""Where the means of a mirror round stand on their scales, with how far answers lie apart. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.mirror import ENDS, QUESTIONS, SCALE, VERSIONS
from reflection.guarded import EDGE, SPREADS

LEFT, STEP, TOP, ROW = 80, 40, 22, 34


@dataclass(frozen=True)
class Row:
    """One version on one scale: where its mean stands, from where to where the spread reaches, and the same in numbers."""

    label: str | Promise
    at_least: int
    mean: int
    mean_in_words: str
    spread_in_words: str
    x: int
    x1: int
    x2: int
    y: int


@dataclass(frozen=True)
class Plot:
    """One scale. Without rows too few people of one version answered."""

    question: str | Promise
    ends: tuple[str | Promise, str | Promise]
    rows: tuple[Row, ...]
    difference: int
    """The second mean minus the first, both as they are shown."""
    ticks: tuple[tuple[int, int], ...]
    width: int
    height: int
    left: int
    right: int


def plots_of(table: Mapping[str, Any]) -> tuple[Plot, ...]:
    """A plot per question, from a frozen table."""
    return tuple(_plot(name, table["scales"].get(name)) for name in QUESTIONS)


def _plot(name: str, told: Mapping[str, Mapping[str, int]] | None) -> Plot:
    low, high = SCALE
    rows = []
    for number, (arm, label) in enumerate(VERSIONS.items() if told else ()):
        at, mean, spread = (told or {})[arm]["at_least"], (told or {})[arm]["mean"], (told or {})[arm]["spread"]
        ends = (max(mean - spread, low), min(mean + spread, high))
        rows.append(
            Row(label, at, mean, _mean(mean), _spread(spread), _x(mean), _x(ends[0]), _x(ends[1]), TOP + number * ROW)
        )
    return Plot(
        QUESTIONS[name],
        ENDS[name],
        tuple(rows),
        rows[1].mean - rows[0].mean if rows else 0,
        tuple((number, _x(number)) for number in range(low, high + 1, 5)),
        _x(high) + 30,
        TOP + 2 * ROW + 16,
        _x(low),
        _x(high),
    )


def _mean(mean: int) -> str:
    """A mean at the edge stands for everything beyond it too."""
    low, high = SCALE
    if mean <= low + EDGE:
        return _("%(number)d of lager") % {"number": mean}
    return _("%(number)d of hoger") % {"number": mean} if mean >= high - EDGE else str(mean)


def _spread(spread: int) -> str:
    least, most = SPREADS
    if spread <= least:
        return _("%(number)d of minder") % {"number": spread}
    return _("%(number)d of meer") % {"number": spread} if spread >= most else str(spread)


def _x(number: int) -> int:
    return LEFT + number * STEP
