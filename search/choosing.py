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
MOST_OPTIONS = 12
"""Values that leave nothing fill a group up to so many."""


@dataclass(frozen=True)
class Option:
    """A value, how many results it leaves, and the address that switches it."""

    label: str | Promise
    count: int
    picked: bool
    url: str
    depth: int = 0
    value: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether picking it would leave nothing: it is shown, and cannot be picked."""
        return not self.count and not self.picked


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

    @property
    def has_empty(self) -> bool:
        """Whether it holds a value that would leave nothing, which the page then explains."""
        return any(option.is_empty for option in self.options)


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
    """One group over these things, its values in the order of `labels`; what leaves nothing is told and not offered."""
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
        """One group, its values in the order of `labels`; what leaves nothing is told and not offered."""
        left = self.left(picks, without=name)
        counts = {value: (bits & left).bit_count() for value, bits in self.having.get(name, {}).items()}
        return _offered(name, label, labels, counts, picks)


def by_count(one: Group) -> Group:
    """The same group, what leaves most first."""
    ranked = sorted(one.options, key=lambda option: (-option.count, str(option.label)))
    return empty_last(Group(one.label, ranked, one.name))


def empty_last(one: Group) -> Group:
    """The same group, what leaves nothing last, and of that no more than makes the group a dozen."""
    full = [option for option in one.options if not option.is_empty]
    empty = [option for option in one.options if option.is_empty]
    return Group(one.label, [*full, *empty[: max(0, MOST_OPTIONS - len(full))]], one.name)


def _offered(
    name: str, label: str | Promise, labels: Mapping[str, str | Promise], counts: Mapping[str, int], picks: Picks
) -> Group:
    picked = picks.get(name, ())
    options = []
    for value, text in labels.items():
        count, is_on = counts.get(value, 0), value in picked
        url = switched(picks, name, value) if count or is_on else ""
        options.append(Option(text, count, is_on, url, value=value))
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
