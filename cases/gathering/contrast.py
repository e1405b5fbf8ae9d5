"""Which of many texts to lay beside one another: those that differ most."""

import hashlib
import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

WORD = re.compile(r"\w{3,}")
MOST = 5
T = TypeVar("T")


def words_of(text: str) -> frozenset[str]:
    """What two texts are compared by."""
    return frozenset(WORD.findall(text.casefold()))


def distance(one: frozenset[str], other: frozenset[str]) -> float:
    """How little two texts share: 0 for the same words, 1 for none in common (Jaccard)."""
    both = one | other
    return 1 - len(one & other) / len(both) if both else 0.0


def far_apart(things: Sequence[T], text: Callable[[T], str], most: int = MOST) -> list[T]:
    """At most so many of these, each as far as can be from those chosen before it: the two that differ most, and then
    the one that is farthest from what is there (farthest-first traversal: T. Gonzalez, "Clustering to minimize the
    maximum intercluster distance", 1985).

    The order they come in changes nothing, neither what is chosen nor how it stands: it would tell who wrote first.
    """
    pool = sorted(things, key=lambda thing: hashlib.sha256(text(thing).encode("utf-8", "replace")).hexdigest())
    words = [words_of(text(thing)) for thing in pool]
    if len(pool) <= most:
        return pool
    if most < 2:
        return pool[:most]
    first, second = max(combinations(range(len(pool)), 2), key=lambda pair: distance(words[pair[0]], words[pair[1]]))
    chosen = [first, second]
    while len(chosen) < most:
        left = [nth for nth in range(len(pool)) if nth not in chosen]
        chosen.append(max(left, key=lambda nth: min(distance(words[nth], words[each]) for each in chosen)))
    return [pool[nth] for nth in sorted(chosen)]
