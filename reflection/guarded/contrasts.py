"""Two versions of one thing beside each other: how two halves of a group answered the same scales. Pure.

Each half by itself is at least `LEAST` people, and both together as many as the report asks. What comes out is coarse on
purpose: a mean in whole steps and how far answers lie apart, never a lowest, a highest or anybody's answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reflection.guarded.threshold import LEAST, Refused, guarded, middle
from reflection.guarded.wordings import ALL

Contribution = Mapping[str, Any]


@dataclass(frozen=True)
class Contrast:
    """The same scales, asked of everybody in a group, about one of two versions. Registered as a `Report` is.

    `sort` turns somebody's answer into `{ARM: one of arms, question: a whole number, or None for "I do not know"}`, and
    raises KeyError, TypeError or ValueError where it is something else.
    """

    code: str
    about: str
    thresholds: Mapping[str, int]
    questions: tuple[str, ...]
    arms: tuple[str, str]
    scale: tuple[int, int]
    holds: Callable[[str], bool]
    sort: Callable[[Mapping[str, Any]], Contribution]
    wordings: frozenset[str] = ALL

    def threshold_for(self, kind: str) -> int | None:
        """From how many people on this kind of group may see it; None where it may not."""
        return self.thresholds.get(kind)

    @property
    def fields(self) -> tuple[str, ...]:
        """What each contribution has to hold."""
        return (ARM, *self.questions)


ARM = "versie"


def release_contrast(
    contrast: Contrast, threshold: int | None, contributions: Sequence[Contribution]
) -> dict[str, Any] | Refused:
    """The two halves beside each other: per arm of at least how many people, and per question the mean and the spread.

    A question that too few in one of the halves answered is None, for both. Refused as a whole where there are too few
    people, or too few in one half.
    """
    by_arm = {arm: [each for each in contributions if each[ARM] == arm] for arm in contrast.arms}
    whole = sum(map(len, by_arm.values()))
    enough = guarded(whole, None, threshold)
    if whole != len(contributions):
        return Refused(_("Een van de antwoorden is niet leesbaar. Daarom tonen we niets."))
    if isinstance(enough, Refused):
        return enough
    people: dict[str, int] = {}
    for arm, given in by_arm.items():
        half = guarded(len(given), whole - len(given), LEAST)
        if isinstance(half, Refused):
            return Refused(_("Eén van de twee versies is door te weinig mensen gelezen: minstens 5 per versie."))
        people[arm] = half.at_least
    scales = {question: _beside(contrast, question, by_arm) for question in contrast.questions}
    return {"people": people, "scales": scales}


def _beside(
    contrast: Contrast, question: str, by_arm: Mapping[str, Sequence[Contribution]]
) -> dict[str, dict[str, int]] | None:
    told: dict[str, dict[str, int]] = {}
    for arm, given in by_arm.items():
        answered = [each[question] for each in given if each[question] is not None]
        found = middle(answered, contrast.scale, LEAST)
        if isinstance(found, Refused):
            return None
        told[arm] = {"at_least": found.at_least, "mean": found.mean, "spread": found.spread}
    return told
