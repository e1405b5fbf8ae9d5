"""The kruispuntfiguur as numbers: eighteen lines that cross in one point. Pure; the templates draw it.

A line's weight says how much its axis is at play in this situation, according to this reader. Nothing is added
up, compared between people or scored, and nothing here could be: weights go in, lines come out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Protocol

from vocabulary.axes import AXES, HEAVIEST, UNKNOWN, Axis, Weight, Weights, axis_of

__all__ = ["AXES", "UNKNOWN", "Arm", "Drawing", "difference", "figure", "read_weights", "tag_figure", "weights_of"]

WIDTHS: dict[Weight, int] = {0: 1, 1: 4, 2: 9, 3: 15, None: 3}
"""Stroke width for a weight, in units of the large figure."""


class HasId(Protocol):
    """What a concept is to the figure."""

    id: str


@dataclass(frozen=True)
class Arm:
    """From the end of a line to the crossing point, and where its label stands. Whole units: no locale writes commas."""

    axis: Axis
    weight: Weight
    answered: bool
    x1: int
    y1: int
    x2: int
    y2: int
    label_x: int
    anchor: str

    @property
    def width(self) -> int:
        """How thick it is drawn."""
        return WIDTHS[self.weight] if self.answered else WIDTHS[0]

    @property
    def css(self) -> str:
        """`0` to `3`, or `onbekend`: the last part of its class, and what the live figure swaps."""
        if not self.answered:
            return "0"
        return "onbekend" if self.weight is None else str(self.weight)

    @property
    def plays(self) -> bool:
        """Whether the reader marked it as at play."""
        return bool(self.answered and self.weight)


@dataclass(frozen=True)
class Drawing:
    """A figure ready to draw."""

    width: int
    height: int
    centre: tuple[int, int]
    arms: tuple[Arm, ...]

    @property
    def lines_box(self) -> str:
        """The part of the paper that the lines take, as an SVG viewBox: to draw them small, without their words."""
        xs, ys = [arm.x1 for arm in self.arms], [arm.y1 for arm in self.arms]
        return f"{min(xs)} {min(ys)} {max(xs) - min(xs)} {max(ys) - min(ys)}"

    @property
    def by_weight(self) -> list[Arm]:
        """Thin lines first, so that a heavy line is never hidden. The order within a weight stays that of the axes."""
        return sorted(self.arms, key=lambda arm: arm.width)

    @property
    def drawn(self) -> list[Arm]:
        """The lines that need drawing one by one: at play or unknown, thin ones first."""
        return [arm for arm in self.by_weight if arm.css != "0"]

    @property
    def resting_path(self) -> str:
        """All other lines as one SVG path, since they look alike: a page of cards stays light."""
        return "".join(f"M{arm.x1} {arm.y1}L{arm.x2} {arm.y2}" for arm in self.arms if arm.css == "0")

    @property
    def playing(self) -> list[Arm]:
        """The lines that are at play, heaviest first."""
        return sorted((arm for arm in self.arms if arm.plays), key=lambda arm: -(arm.weight or 0))

    @property
    def unknown(self) -> list[Arm]:
        """The lines of which the reader says not to know."""
        return [arm for arm in self.arms if arm.answered and arm.weight is None]


@dataclass(frozen=True)
class _Box:
    """The paper a figure is drawn on: the ends of the lines stand on two arcs, left and right."""

    width: int
    height: int
    reach: int
    """How far the ends stand from the middle, at the height of the crossing."""
    arc: int
    """Half the height of the ellipse that the ends stand on; larger is straighter."""
    gap: int = 12

    @property
    def row(self) -> float:
        """Half the distance between two labels of one side."""
        return (self.height - MARGIN) / len(AXES)

    @property
    def centre(self) -> tuple[int, int]:
        """Where all lines cross: half a row above the middle, since the right side stands half a row lower."""
        return self.width // 2, round((self.height - self.row) / 2)

    def end(self, offset: float, *, left: bool) -> tuple[int, int]:
        """The point on the arc at this height above or below the crossing."""
        x, y = self.centre
        away = self.reach * sqrt(max(0.0, 1 - (offset / self.arc) ** 2))
        return round(x - away if left else x + away), round(y + offset)


MARGIN = 40
LARGE = _Box(width=720, height=480, reach=172, arc=330)
SMALL = _Box(width=240, height=190, reach=114, arc=120)
DOUBLE = _Box(width=720, height=540, reach=165, arc=400)
OPPOSITE = 0.36
"""How far a line runs on beyond the crossing, of the length before it."""


def figure(weights: Weights, box: _Box = LARGE) -> Drawing:
    """Every axis once: the first nine have their label left, the others right, half a row lower.

    The half row keeps any two lines from being each other's continuation, so all eighteen stay apart.
    """
    half = len(AXES) // 2
    arms = []
    for position, axis in enumerate(AXES):
        left = position < half
        slot = 2 * (position % half) - half + (1 if left else 2)
        arms.append(_arm(box, axis, weights, slot * box.row, left=left, beyond=OPPOSITE))
    return Drawing(box.width, box.height, box.centre, tuple(arms))


def tag_figure(weights: Weights) -> Drawing:
    """The small one on a card: the same lines without words; those stand beside it as a list."""
    return figure(weights, SMALL)


def difference(before: Weights, after: Weights) -> tuple[Drawing, Drawing]:
    """One line per axis through the crossing: as it was first read on the left, as it was last read on the right."""
    first, last = [], []
    for position, axis in enumerate(AXES):
        offset = (position - (len(AXES) - 1) / 2) * DOUBLE.row
        first.append(_arm(DOUBLE, axis, before, offset, left=True, beyond=0))
        last.append(_arm(DOUBLE, axis, after, -offset, left=False, beyond=0))
    size = (DOUBLE.width, DOUBLE.height, DOUBLE.centre)
    return Drawing(*size, tuple(first)), Drawing(*size, tuple(last))


def _arm(box: _Box, axis: Axis, weights: Weights, offset: float, *, left: bool, beyond: float) -> Arm:
    x1, y1 = box.end(offset, left=left)
    centre_x, centre_y = box.centre
    return Arm(
        axis=axis,
        weight=weights.get(axis.id),
        answered=axis.id in weights,
        x1=x1,
        y1=y1,
        x2=round(centre_x + (centre_x - x1) * beyond),
        y2=round(centre_y + (centre_y - y1) * beyond),
        label_x=x1 - box.gap if left else x1 + box.gap,
        anchor="end" if left else "start",
    )


def read_weights(data: Mapping[str, str], name: str = "assen") -> dict[str, Weight]:
    """What the input form posted: `<name>-<axis id>` for each axis. What is missing or no answer is left out."""
    weights: dict[str, Weight] = {}
    for axis in AXES:
        given = data.get(f"{name}-{axis.id}", "")
        if given == UNKNOWN:
            weights[axis.id] = None
        elif given in _ANSWERS:
            weights[axis.id] = _ANSWERS[given]
    return weights


_ANSWERS = {str(weight): weight for weight in range(HEAVIEST + 1)}


def weights_of(concepts: Iterable[HasId]) -> dict[str, Weight]:
    """The axes that a case or practice is tagged with, all equally heavy: a tag says that, not how much."""
    found = (axis_of(concept.id) for concept in concepts)
    return {axis_id: 2 for axis_id in found if axis_id is not None}
