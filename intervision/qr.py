"""An address as squares, for a camera: drawn as one path, so that nothing of it needs a style or another request."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M

BORDER = 4
"""Empty squares around it: what the standard asks."""


@dataclass(frozen=True)
class Squares:
    """The picture, in a field of `size` by `size`."""

    size: int
    path: str


@lru_cache(maxsize=64)
def squares_of(text: str) -> Squares:
    """The same text gives the same picture; drawing it takes some milliseconds."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER)
    made.add_data(text)
    made.make(fit=True)
    rows = made.get_matrix()
    return Squares(
        len(rows), "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where the dark squares of a row begin, and how many lie side by side."""
    runs, at = [], 0
    for is_dark, squares in groupby(row):
        length = len(list(squares))
        if is_dark:
            runs.append((at, length))
        at += length
    return runs
