"""Who counts in a picture of a group. Pure: ids and moments go in, ids come out.

Two rules hold off every way of comparing pictures (docs/explanation/numbers.md):
somebody counts once per report and thing, in one picture, whatever groups they are in; and a picture is of the same
people for ever, or it is gone.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

P = TypeVar("P", bound=Hashable)
Moment = Any
"""Anything that compares: a datetime, or a step of the fuzz."""


@dataclass(frozen=True)
class Wrote(Generic[P]):
    """That somebody's latest answer is of this moment."""

    person: P
    at: Moment


@dataclass(frozen=True)
class Spell(Generic[P]):
    """That somebody belonged to the group from one moment until another."""

    person: P
    since: Moment
    until: Moment | None

    def covers(self, moment: Moment) -> bool:
        """Whether they belonged then."""
        return bool(self.since <= moment and (self.until is None or moment < self.until))


def what_waits(
    wrote: Iterable[Wrote[P]],
    spells: Iterable[Spell[P]],
    agreed: Mapping[P, Moment],
    counted: Collection[P],
) -> set[Wrote[P]]:
    """What could count in a next picture: of a member when they wrote, told and agreed before, and not counted yet.

    `counted` holds everybody who counts or ever counted, in this group or another: also those of a picture that was
    taken away. Who is a member now makes no difference.
    """
    by_person: dict[P, list[Spell[P]]] = {}
    for spell in spells:
        by_person.setdefault(spell.person, []).append(spell)
    return {
        each
        for each in wrote
        if each.person not in counted
        and each.person in agreed
        and agreed[each.person] <= each.at
        and any(spell.covers(each.at) for spell in by_person.get(each.person, ()))
    }


def who_waits(
    wrote: Iterable[Wrote[P]],
    spells: Iterable[Spell[P]],
    agreed: Mapping[P, Moment],
    counted: Collection[P],
) -> set[P]:
    """Of whom something waits."""
    return {each.person for each in what_waits(wrote, spells, agreed, counted)}


def is_whole(people: int, still: int) -> bool:
    """Whether everybody whom a picture was made of still counts. One who does not, hides it."""
    return 0 < people == still
