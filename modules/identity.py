"""Which unit or block of a new version is which of the old one, so that editing never resets anybody.

What people wrote and finished hangs on ids. A content file has no ids, so they are found again, from the surest
sign to the weakest; what no sign fits is new, with an id that follows from its name, so that loading twice gives
the same.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """A unit, a block or a statement: its sort and title, what it stands in, its place there, and its id if known."""

    sort: str
    title: str
    home: str = ""
    place: int = 0
    id: str = ""


def identify(seed: uuid.UUID, new: Sequence[Thing], old: Sequence[Thing]) -> list[str]:
    """An id for each thing of the new version, in order. All different."""
    ids: dict[int, str] = {}
    free = list(old)
    for sign in _signs(new, old):
        for at, thing in enumerate(new):
            mark = sign(thing)
            same = next((known for known in free if sign(known) == mark), None) if at not in ids and mark else None
            if same is not None:
                ids[at] = same.id
                free.remove(same)
    taken = {known.id for known in old}
    return [ids.get(at) or _new_id(seed, thing, taken) for at, thing in enumerate(new)]


def _signs(new: Sequence[Thing], old: Sequence[Thing]) -> list[Callable[[Thing], Hashable]]:
    """By what a thing is recognised: where it was, under its own name; elsewhere, if only one is called so; renamed."""
    counts = [Counter((thing.sort, thing.title) for thing in things) for things in (new, old)]

    def elsewhere(thing: Thing) -> Hashable:
        name = (thing.sort, thing.title)
        return name if all(count[name] == 1 for count in counts) else None

    return [
        lambda thing: (thing.home, thing.sort, thing.title),
        elsewhere,
        lambda thing: (thing.home, thing.sort, thing.place),
    ]


def _new_id(seed: uuid.UUID, thing: Thing, taken: set[str]) -> str:
    count = 0
    while (made := str(uuid.uuid5(seed, f"{thing.home}|{thing.sort}|{thing.title}|{count}"))) in taken:
        count += 1
    taken.add(made)
    return made
