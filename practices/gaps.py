"""The map of gaps: how many practices there are where two axes meet, for one age or for all. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from practices.listing import CROSSED
from vocabulary.axes import AXES, axis_of

AGES = ("fase.0-6", "fase.6-12", "fase.12-16", "fase.16-18", "fase.18-25")
SIDE = 34
LEFT, TOP = 132, 118
"""Room for the words: beside the rows, and above the columns, where they are set at an angle."""
SHADES = 4
"""From one to many; nothing has a look of its own."""


@dataclass(frozen=True)
class Square:
    """Where two axes meet; on the diagonal, an axis by itself."""

    row: str
    column: str
    count: int
    shade: int
    x: int
    y: int
    query: str
    """What to ask the list of practices for these: it counts them in the same way."""


@dataclass(frozen=True)
class Line:
    """One axis with its squares, up to itself: each pair stands there once."""

    axis: str
    label: str
    y: int
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class GapMap:
    """Everything the drawing and its table show."""

    lines: tuple[Line, ...]
    total: int
    width: int = LEFT + SIDE * len(AXES) + 60
    height: int = TOP + SIDE * len(AXES) + 8
    side: int = SIDE

    @property
    def gaps(self) -> int:
        """How many pairs nobody wrote about."""
        return sum(1 for line in self.lines for square in line.squares if not square.count)


def gap_map(practices: Iterable[frozenset[str]], age: str = "") -> GapMap:
    """The map over practices, each told by the ids of its concepts. With an age, only those for that age."""
    told = [
        {axis for one in concepts if (axis := axis_of(one))}
        for concepts in practices
        if not age or any(one == age or one.startswith(f"{age}.") for one in concepts)
    ]
    order = [axis.id for axis in AXES]
    counts = {
        (row, column): sum(1 for axes in told if row in axes and column in axes)
        for place, row in enumerate(order)
        for column in order[: place + 1]
    }
    steps = _steps(counts)
    return GapMap(
        tuple(
            Line(
                axis.id,
                str(axis.label),
                TOP + down * SIDE,
                tuple(
                    Square(
                        row=axis.id,
                        column=column,
                        count=counts[axis.id, column],
                        shade=sum(1 for step in steps if counts[axis.id, column] >= step),
                        x=LEFT + across * SIDE,
                        y=TOP + down * SIDE,
                        query=_query(axis.id, column, age),
                    )
                    for across, column in enumerate(order[: down + 1])
                ),
            )
            for down, axis in enumerate(AXES)
        ),
        len(told),
    )


def _steps(counts: Mapping[tuple[str, str], int]) -> Sequence[int]:
    """From which number each shade begins: one, and then as evenly as whole numbers allow."""
    most = max(counts.values(), default=0)
    steps = [1 + round(number * (most - 1) / SHADES) for number in range(SHADES)] if most else [1]
    return [steps[0], *(after for before, after in pairwise(steps) if after > before)]


def _query(row: str, column: str, age: str) -> str:
    pairs = [("as", row)]
    pairs += [(CROSSED, column)] if column != row else []
    pairs += [("fase", age)] if age else []
    return urlencode(pairs)
