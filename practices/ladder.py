"""What each step of the ladder requires of the record, besides what the step says in words. Pure."""

from collections.abc import Collection

from practices.enums import Ladder

LEAST_STEWARDS = 2
LEAST_STEPS = 3

REQUIRED: dict[Ladder, tuple[str, ...]] = {
    Ladder.IDEA: ("occasion", "hard_parts", "not_when"),
    Ladder.TRIED: ("tested_with",),
    Ladder.DESCRIBED: ("steps", "who", "means", "evidence"),
    Ladder.SUPPORTED: ("effect_young", "effect_network", "voice", "transfer"),
    Ladder.RESEARCHED: ("not_tested_with",),
}
"""By step, the parts that come on top of those of every step below it."""


LEAST_REPORTS = 1
"""So many teams that do not know each other tell that they tried it, and that says as much as who it was tested with."""
TOLD_BY_REPORTS = "tested_with"


def with_reports(told: Collection[str], independent: int) -> set[str]:
    """The parts of the record with something in them, and what others told beneath it."""
    return {*told, TOLD_BY_REPORTS} if independent >= LEAST_REPORTS else set(told)


def required_for(step: Ladder) -> tuple[str, ...]:
    """Every part that a practice on this step tells, lowest step first."""
    return tuple(name for below in Ladder if below.number <= step.number for name in REQUIRED[below])


def missing_for(step: Ladder, told: Collection[str]) -> tuple[str, ...]:
    """What this step requires and the record does not tell yet; `told` are the names of the parts with something in them."""
    return tuple(name for name in required_for(step) if name not in told)
