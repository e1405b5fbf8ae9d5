"""May this number over people be shown? Pure: no database, no clock. Whatever is not understood is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

LEAST = 5
"""No threshold may be lower: calling two people anonymous is what others do (learning.md, conclusion 7)."""
STEP = 5
"""Counts are rounded down to a multiple of this."""
PERCENT_FROM = 20
"""The least whole that a percentage may be taken of."""
EDGE = 2
"""How far a mean that is shown stays from both ends of its scale."""
SPREADS = (1, 3)
"""The least and the most that is told of how far answers lie apart."""
DIVIDED = "verdeeld"
"""That no answer was given by more than half."""


@dataclass(frozen=True)
class Shown:
    """A number that may be shown: at least so many, and of a large whole also the share, in steps of 5 %."""

    at_least: int
    percent: int | None = None


@dataclass(frozen=True)
class Refused:
    """Why nothing is shown, in words for the person who asked."""

    reason: str


def guarded(n: int, complement: int | None, threshold: int | None) -> Shown | Refused:
    """This many people out of a whole, if that gives nobody away.

    `complement` is the rest of the whole that is known beside it; None where there is no such whole. A rest that is
    small is as telling as a small number, and no rest at all ("everybody chose this") tells it of each of them.
    """
    if not _whole(threshold) or threshold < LEAST:  # type: ignore[operator]  # _whole says it is an int
        return Refused(_("Voor dit getal is geen ondergrens afgesproken. Daarom tonen we niets."))
    if not _whole(n) or not (complement is None or _whole(complement)):
        return Refused(_("Dit getal klopt niet zeker. Daarom tonen we niets."))
    if n < threshold:  # type: ignore[operator]
        return Refused(too_few(threshold))  # type: ignore[arg-type]
    if complement is None:
        return Shown(_down(n))
    if complement < threshold:  # type: ignore[operator]
        return Refused(_("Bijna iedereen antwoordde hetzelfde. Zo zou je van elk apart weten wat die koos."))
    whole = n + complement
    percent = _share(n, whole) if whole >= PERCENT_FROM else None
    return Shown(_down(n), percent)


def cells(counts: Mapping[str, int], threshold: int | None) -> dict[str, Shown] | Refused:
    """A row of numbers that add up to a whole: all of them, or none.

    Hiding only the small ones would be undone by subtracting, or by adding up how much rounding leaves open; and which
    ones were hidden would tell too. So one small cell hides the row (examples/threshold_attack.py: 56 % otherwise).
    """
    whole = sum(counts.values()) if all(_whole(n) for n in counts.values()) else -1
    enough = guarded(whole, None, threshold)
    if isinstance(enough, Refused):
        return enough
    shown = {name: guarded(n, whole - n, threshold) for name, n in counts.items()}
    if any(isinstance(each, Refused) for each in shown.values()):
        return Refused(_("Minstens één antwoord werd door te weinig mensen gekozen. Daarom tonen we de hele rij niet."))
    return {name: each for name, each in shown.items() if isinstance(each, Shown)}


def leaning(counts: Mapping[str, int], threshold: int | None) -> str | Refused:
    """The answer that more than half gave, else DIVIDED: a word and no number.

    For five people or more, whatever word comes out, each answer was given by neither nobody nor everybody as far as
    any one of them can tell; a test tries all of it. That holds for the first time these people are asked only.
    """
    whole = sum(counts.values()) if all(_whole(n) for n in counts.values()) else -1
    enough = guarded(whole, None, threshold)
    if isinstance(enough, Refused):
        return enough
    return next((name for name, n in counts.items() if 2 * n > whole), DIVIDED)


@dataclass(frozen=True)
class Middle:
    """Where answers on a scale lie, coarsely: of at least so many people, the mean, and how far they lie apart."""

    at_least: int
    mean: int
    spread: int


def middle(values: Sequence[int], scale: tuple[int, int], threshold: int | None) -> Middle | Refused:
    """The mean and the spread (standard deviation) of these answers, in whole steps of the scale.

    The mean keeps away from both ends of the scale and the spread from none and from wide: `EDGE` and `SPREADS`. Finer
    steps tell on people: with 9 and 3, whoever answered 3 knows that the others all answered 10. A test tries every
    outcome for five: whoever is one of them can think of three answers or more for each of the others.
    """
    low, high = scale
    if high - low < 4 or not all(_whole(value) and low <= value <= high for value in values):
        return Refused(_("Dit getal klopt niet zeker. Daarom tonen we niets."))
    enough = guarded(len(values), None, threshold)
    if isinstance(enough, Refused):
        return enough
    mean = sum(values) / len(values)
    spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    least, most = SPREADS
    return Middle(enough.at_least, min(max(round(mean), low + EDGE), high - EDGE), min(max(round(spread), least), most))


def too_few(threshold: int) -> str:
    """Why a number is not shown where too few people count."""
    return _("Er tellen te weinig mensen mee: minstens %(count)d. Bij minder kan je raden wie wat koos.") % {
        "count": threshold
    }


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _down(n: int) -> int:
    return n - n % STEP


def _share(n: int, whole: int) -> int:
    """Of the rounded numbers, so that it tells nothing that they do not tell; never none or all."""
    rounded = round(100 * _down(n) / _down(whole) / STEP) * STEP
    return min(max(rounded, STEP), 100 - STEP)
