"""Ways to narrow a list, as every list of the house shows them: groups of values, each with a count and an address.

Within one group any picked value will do; groups weigh together. Each count says what picking would leave, given the
other groups. Drawn by `templates/components/filters.html` and `templates/components/picked.html`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.utils.functional import Promise

Values = Mapping[str, set[str]]
"""What one thing in a list has, by the name of a group."""
Picks = Mapping[str, Sequence[str]]
"""What the address asks, by the name of a group; a group without picks is absent or empty."""


@dataclass(frozen=True)
class Option:
    """A value, how many results it leaves, and the address that switches it."""

    label: str | Promise
    count: int
    picked: bool
    url: str
    depth: int = 0
    value: str = ""


@dataclass(frozen=True)
class Group:
    """A question to narrow by, with its values."""

    label: str | Promise
    options: list[Option]
    name: str = ""

    @property
    def picked(self) -> list[Option]:
        """The values that are on."""
        return [option for option in self.options if option.picked]


def picked_in(groups: Iterable[Group]) -> list[Option]:
    """Every value that is on, to be switched off one by one."""
    return [option for group in groups for option in group.picked]


def passes(values: Values, picks: Picks, *, without: str = "") -> bool:
    """Whether something with these values fits what is picked, one group left out of it if so asked."""
    return all(
        name == without or not wanted or not values.get(name, set()).isdisjoint(wanted)
        for name, wanted in picks.items()
    )


def group(
    name: str, label: str | Promise, labels: Mapping[str, str | Promise], things: Iterable[Values], picks: Picks
) -> Group:
    """One group over these things, its values in the order of `labels`. A value that leaves nothing is not offered."""
    counts: dict[str, int] = {}
    for values in things:
        if passes(values, picks, without=name):
            for value in values.get(name, ()):
                counts[value] = counts.get(value, 0) + 1
    return _offered(name, label, labels, counts, picks)


@dataclass(frozen=True)
class Shelf:
    """Things by their numbers, and which of them have which value, as sets of bits: bit n is thing n.

    Weighs and counts like `passes` and `group`, but a value costs one step however many things there are.
    """

    every: int
    having: Mapping[str, Mapping[str, int]]
    """By the name of a group, and then by value."""

    def left(self, picks: Picks, *, without: str = "") -> int:
        """The things that fit what is picked, one group left out of it if so asked."""
        bits = self.every
        for name, wanted in picks.items():
            if name != without and wanted:
                values = self.having.get(name, {})
                bits &= reduce(or_, (values.get(value, 0) for value in wanted))
        return bits

    def group(self, name: str, label: str | Promise, labels: Mapping[str, str | Promise], picks: Picks) -> Group:
        """One group, its values in the order of `labels`. A value that leaves nothing is not offered."""
        left = self.left(picks, without=name)
        counts = {value: (bits & left).bit_count() for value, bits in self.having.get(name, {}).items()}
        return _offered(name, label, labels, counts, picks)


def by_count(one: Group) -> Group:
    """The same group, what leaves most first."""
    return Group(one.label, sorted(one.options, key=lambda option: (-option.count, str(option.label))), one.name)


def _offered(
    name: str, label: str | Promise, labels: Mapping[str, str | Promise], counts: Mapping[str, int], picks: Picks
) -> Group:
    picked = picks.get(name, ())
    options = [
        Option(text, counts.get(value, 0), value in picked, switched(picks, name, value), value=value)
        for value, text in labels.items()
        if counts.get(value) or value in picked
    ]
    return Group(label, options, name)


def switched(picks: Picks, name: str, value: str) -> str:
    """The address with this value switched on, or off where it is on. What else is picked stays."""
    pairs = [
        (other, one)
        for other, wanted in picks.items()
        for one in (sorted({*wanted} ^ {value}) if other == name else wanted)
    ]
    if name not in picks:
        pairs.append((name, value))
    return f"?{urlencode(pairs)}" if pairs else "?"
