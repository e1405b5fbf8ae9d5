"""The kruispuntfiguur of a group: per line where most of them stand, or that they lie apart. Pure; words go in.

It draws no numbers and no person: a full line where most see it at play, a hollow one where readings lie apart, a
dotted one that most left open, and a thin one where most say it hardly plays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vocabulary.axes import HEAVIEST, Weight
from vocabulary.figure import Arm, Drawing, figure

PLAYS = "speelt-mee"
HARDLY = "amper"
OPEN = "open"
APART = "verdeeld"

WORDS: dict[str, str | Promise] = {
    APART: _("de lezingen liggen uit elkaar"),
    PLAYS: _("de meesten zien dit duidelijk of sterk meespelen"),
    OPEN: _("de meesten lieten dit open"),
    HARDLY: _("de meesten zien dit niet of een beetje meespelen"),
}
"""In the order of the list: what there is to talk about comes first."""

_LOOKS: dict[str, tuple[str, int]] = {
    PLAYS: ("3", 15),
    APART: ("verdeeld", 11),
    OPEN: ("onbekend", 3),
    HARDLY: ("0", 1),
}
"""The last part of the class of a line, and its width."""
_WEIGHTS: dict[str, Weight] = {PLAYS: HEAVIEST, HARDLY: 0}


@dataclass(frozen=True)
class GroupArm(Arm):
    """A line of a group."""

    leaning: str = OPEN

    @property
    def css(self) -> str:
        """The last part of its class."""
        return _LOOKS[self.leaning][0]

    @property
    def width(self) -> int:
        """How thick it is drawn."""
        return _LOOKS[self.leaning][1]


def answer_of(weight: object) -> str:
    """Which of the three answers somebody's weight is. Raises ValueError for what is no weight."""
    if weight is None:
        return OPEN
    if not isinstance(weight, int) or isinstance(weight, bool) or not 0 <= weight <= HEAVIEST:
        raise ValueError("no weight")
    return PLAYS if weight >= HEAVIEST - 1 else HARDLY


def group_figure(leanings: Mapping[str, str]) -> Drawing:
    """The figure for these leanings, by axis id; an axis that is missing or leans unknown is drawn as open."""
    known = {axis_id: leaning for axis_id, leaning in leanings.items() if leaning in _LOOKS}
    base = figure({axis_id: _WEIGHTS.get(leaning) for axis_id, leaning in known.items()})
    arms = tuple(GroupArm(**vars(arm), leaning=known.get(arm.axis.id, OPEN)) for arm in base.arms)
    return Drawing(base.width, base.height, base.centre, arms)
