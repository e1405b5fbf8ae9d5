"""Which unit or block of a new version is which of the old one, so that editing never resets anybody.

What people wrote and finished hangs on ids. A content file has no ids, so they are found again, from the surest
sign to the weakest; what no sign fits is new, with an id that follows from its name, so that loading twice gives
the same.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """A unit, a block or a statement: its sort and title, what it stands in, its place there, what stands in it."""

    sort: str
    title: str
    home: str = ""
    place: int = 0
    id: str = ""
    content: frozenset[str] = frozenset()

    def likeness(self, other: "Thing") -> float:
        """How much of what stands in the two is the same, from 0 to 1."""
        return len(self.content & other.content) / max(len(self.content), len(other.content), 1)


def identify(seed: uuid.UUID, new: Sequence[Thing], old: Sequence[Thing]) -> list[str]:
    """An id for each thing of the new version, in order. All different."""
    ids: dict[int, str] = {}
    free = list(old)
    for recognise in (_by_name, _by_unique_name(new, old), _by_content, _by_place):
        for at, thing in enumerate(new):
            same = None if at in ids else next((known for known in free if recognise(thing, known)), None)
            if same is not None:
                ids[at] = same.id
                free.remove(same)
    taken = {known.id for known in old}
    return [ids.get(at) or _new_id(seed, thing, taken) for at, thing in enumerate(new)]


def _by_name(new: Thing, old: Thing) -> bool:
    """It stands where it stood, under its own name."""
    return (new.home, new.sort, new.title) == (old.home, old.sort, old.title)


def _by_unique_name(news: Sequence[Thing], olds: Sequence[Thing]) -> Callable[[Thing, Thing], bool]:
    """It stands elsewhere, and nothing else was or is called so."""
    counts = [Counter((thing.sort, thing.title) for thing in things) for things in (news, olds)]

    def same(new: Thing, old: Thing) -> bool:
        name = (new.sort, new.title)
        return name == (old.sort, old.title) and all(count[name] == 1 for count in counts)

    return same


def _by_content(new: Thing, old: Thing) -> bool:
    """It is called otherwise, but holds mostly the same."""
    return new.sort == old.sort and new.likeness(old) > 0.5


def _by_place(new: Thing, old: Thing) -> bool:
    """It is called otherwise, and stands where something of its sort stood."""
    return (new.home, new.sort, new.place) == (old.home, old.sort, old.place)


def _new_id(seed: uuid.UUID, thing: Thing, taken: set[str]) -> str:
    count = 0
    while (made := str(uuid.uuid5(seed, f"{thing.home}|{thing.sort}|{thing.title}|{count}"))) in taken:
        count += 1
    taken.add(made)
    return made
