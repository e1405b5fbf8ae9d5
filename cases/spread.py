"""What a group saw in a case: where its members stand on each line of the kruispuntfiguur. Numbers: reflection.guarded."""

from collections.abc import Mapping
from typing import Any

from cases.tasks.crossing import AXES
from reflection.guarded import Report
from vocabulary.axes import AXES as LINES
from vocabulary.group_figure import HARDLY, OPEN, PLAYS, answer_of

CODE = "kruispuntfiguur"
THRESHOLDS = {"kring": 5, "team": 6}
"""product.md: the spread of a group from five people, of a team from six; an organisation gets none."""


def is_figure(part: str) -> bool:
    """Whether this note is a kruispuntfiguur of a stage: weights, and never a text."""
    return part.startswith("fase.") and part.endswith(f".{AXES}")


def answers_of(value: Mapping[str, Any]) -> dict[str, str]:
    """One answer per line out of somebody's figure; a line that was left alone is open."""
    weights = value["gewichten"]
    return {line.id: answer_of(weights.get(line.id)) for line in LINES}


REPORT = Report(
    code=CODE,
    about="casus",
    thresholds=THRESHOLDS,
    questions=tuple(line.id for line in LINES),
    answers=(PLAYS, HARDLY, OPEN),
    holds=is_figure,
    sort=answers_of,
)
