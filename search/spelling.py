"""Words that occur nowhere, and the word that was probably meant."""

from collections.abc import Iterable

MOST_CANDIDATES = 5000


def nearest(word: str, known: Iterable[tuple[str, int]]) -> tuple[str, float] | None:
    """The known word that differs by one letter (two in long words), and what finding it is worth.

    The first letter always stands, and short words are left alone: CLB is not CKB. Of equally near words the
    commonest wins.
    """
    if len(word) < 4:
        return None
    most = 1 if len(word) < 8 else 2
    best: tuple[int, int, str] | None = None
    for other, count in known:
        if abs(len(other) - len(word)) > most or len(set(word) ^ set(other)) > 2 * most:
            continue
        distance = edits(word, other, most)
        if 0 < distance <= most and (best is None or (distance, -count, other) < best):
            best = (distance, -count, other)
    return None if best is None else (best[2], 0.6 if best[0] == 1 else 0.4)


def edits(one: str, other: str, most: int) -> int:
    """How many letters were dropped, added, changed or swapped with their neighbour; stops counting above `most`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
