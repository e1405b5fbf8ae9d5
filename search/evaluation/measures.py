"""The usual measures of a ranking."""

import math
from collections.abc import Mapping, Sequence

DEPTH = 10


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Gain 2^grade - 1, discounted by the logarithm of the place, against the best order there could be."""
    best = sorted(grades.values(), reverse=True)[:depth]
    ideal = _discounted(best)
    return _discounted([grades.get(one, 0) for one in ranking[:depth]]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """One over the place of the first relevant document; nothing when there is none."""
    return next((1 / place for place, one in enumerate(ranking, start=1) if grades.get(one, 0) > 0), 0.0)


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Which part of the relevant documents stands in the first ten."""
    relevant = {one for one, grade in grades.items() if grade > 0}
    return len(relevant & set(ranking[:depth])) / len(relevant) if relevant else 0.0


def kendall_tau(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two orders of the same things are: 1 for the same order, -1 for the opposite."""
    place = {thing: number for number, thing in enumerate(other)}
    shared = [place[thing] for thing in one if thing in place]
    pairs = len(shared) * (len(shared) - 1) // 2
    if not pairs:
        return 1.0
    wrong = sum(1 for i, left in enumerate(shared) for right in shared[i + 1 :] if left > right)
    return 1 - 2 * wrong / pairs


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
