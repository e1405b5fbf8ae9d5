"""Where the dots of the balance report stand: axes from top to bottom, the other facet from left to right. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.balance import Matrix

STEP = 26
LONGEST = 28
"""Letters of a word above a column; the whole word stands in the table and in the title of each dot."""
LEFT, TOP = 130, 170
"""Room for the words of the axes, and for those of the columns, which are set at an angle."""
LARGEST = 10


@dataclass(frozen=True)
class Word:
    """A word beside a line or above a column."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Dot:
    """A crossing with at least one case; its area says how many, and so does its title."""

    x: int
    y: int
    radius: float
    title: str


@dataclass(frozen=True)
class Plot:
    """Everything the drawing needs, in units of the drawing."""

    width: int
    height: int
    rows: tuple[Word, ...]
    columns: tuple[Word, ...]
    dots: tuple[Dot, ...]
    left: int = LEFT
    top: int = TOP


def plot_of(matrix: Matrix, labels: Mapping[str, str], drawn: Mapping[str, str]) -> Plot:
    """The matrix as dots; `drawn` are the short words of the axes. The area of a dot grows with its number, the largest fills its square."""
    most = max((cell.count for line in matrix.lines for cell in line.cells), default=0) or 1
    rows, dots = [], []
    for down, line in enumerate(matrix.lines):
        y = TOP + down * STEP + STEP // 2
        rows.append(Word(LEFT - 14, y + 4, drawn.get(line.concept, line.concept)))
        for across, cell in enumerate(line.cells):
            if cell.count:
                x = LEFT + across * STEP + STEP // 2
                names = f"{labels.get(line.concept, line.concept)}, {labels.get(matrix.columns[across], '')}"
                dots.append(Dot(x, y, round(LARGEST * (cell.count / most) ** 0.5, 1), f"{names}: {cell.count}"))
    columns = tuple(
        Word(LEFT + across * STEP + STEP // 2, TOP - 12, _shortened(labels.get(concept, concept)))
        for across, concept in enumerate(matrix.columns)
    )
    width = LEFT + len(matrix.columns) * STEP + TOP
    return Plot(width, TOP + len(matrix.lines) * STEP + 12, tuple(rows), columns, tuple(dots))


def _shortened(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1].rstrip()}…"
