"""The only path to numbers over people. Why it is built like this: docs/explanation/numbers.md.

    guarded(n, complement, threshold)      may this number be shown, and how: Shown or Refused with a reason
    cells(counts, threshold)               the same for a row of numbers that add up to a whole
    leaning(counts, threshold)             where more than half stands, or DIVIDED
    middle(values, scale, threshold)       the mean and the spread on a scale, in whole steps

Rooms do not count people themselves (tests/repository/test_one_count.py holds that). They register a `Report`, a
`Contrast` or an `Overlay` and ask `reflection.guarded.pictures` for what a group may see of it.
"""

from reflection.guarded.contrasts import ARM, Contrast
from reflection.guarded.overlays import FEW, MANY, Overlay, Part, Sheet
from reflection.guarded.reports import Report, register_report, report_for
from reflection.guarded.threshold import DIVIDED, EDGE, LEAST, SPREADS, Refused, Shown, cells, guarded, leaning, middle

__all__ = [
    "ARM",
    "DIVIDED",
    "EDGE",
    "FEW",
    "LEAST",
    "MANY",
    "SPREADS",
    "Contrast",
    "Overlay",
    "Part",
    "Refused",
    "Report",
    "Sheet",
    "Shown",
    "cells",
    "guarded",
    "leaning",
    "middle",
    "register_report",
    "report_for",
]
