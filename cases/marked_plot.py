"""A frozen picture of marked sentences as a page shows it: lists to talk about, a plot and an equal table. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lenses import in_words
from cases.marked import digest
from reflection.guarded import DIVIDED, FEW, MANY
from reflection.sentences import Sentence

STEP, WIDTH, FLOOR = 28, 16, 72
TALL, HALF, LOW = 60, 30, 4
"""How high a sentence stands in the plot: more than half, half, fewer."""

WORDS: dict[str, str | Promise] = {
    MANY: gettext_lazy("De meesten bleven hier staan"),
    DIVIDED: gettext_lazy("De groep is hier verdeeld"),
    FEW: gettext_lazy("Minder dan de helft bleef hier staan, misschien niemand"),
}
_HEIGHTS = {MANY: TALL, DIVIDED: HALF, FEW: LOW}


@dataclass(frozen=True)
class Line:
    """One sentence of a stage."""

    number: int
    text: str
    """Empty where it does not stand in the case any more."""
    word: str
    at_least: int | None
    lenses: tuple[tuple[str, int | None], ...]

    @property
    def in_words(self) -> str:
        """How many stopped here, in words."""
        if self.at_least is None:
            return str(WORDS[self.word])
        if self.word == FEW:
            return _("Minstens %(count)d bleven hier staan, minder dan de helft") % {"count": self.at_least}
        return f"{WORDS[self.word]} ({_('minstens %(count)d') % {'count': self.at_least}})"

    @property
    def lenses_in_words(self) -> str:
        """The lenses, each with its number where there is one; that they differ, where most stopped without one."""
        told = [
            in_words([lens]) + (f" ({_('minstens %(count)d') % {'count': at_least}})" if at_least else "")
            for lens, at_least in self.lenses
        ]
        if told:
            return ", ".join(told)
        return _("door verschillende lenzen") if self.word == MANY else ""

    @property
    def is_blind_spot(self) -> bool:
        """Whether most went past it, and perhaps everybody."""
        return self.word == FEW and self.at_least is None

    @property
    def is_apart(self) -> bool:
        """Whether there is something to differ about: who stops here, or through which lens."""
        return (
            self.word == DIVIDED
            or (self.word == MANY and not self.lenses)
            or (self.word == FEW and bool(self.at_least))
        )

    @property
    def height(self) -> int:
        """How high it stands in the plot."""
        return _HEIGHTS[self.word]

    @property
    def x(self) -> int:
        """The left side of its bar."""
        return (self.number - 1) * STEP + (STEP - WIDTH) // 2

    @property
    def y(self) -> int:
        """The top of its bar."""
        return FLOOR - self.height

    @property
    def middle(self) -> int:
        """Where its number stands."""
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class StagePicture:
    """One stage of a picture. Without lines too few people marked something in it."""

    number: int
    title: str
    people: int | None = None
    lines: tuple[Line, ...] = ()
    is_folded: bool = False

    @property
    def together(self) -> list[Line]:
        """Where most stopped, through a lens that most share."""
        return [line for line in self.lines if line.word == MANY and line.lenses and line.text]

    @property
    def apart(self) -> list[Line]:
        """What there is to differ about."""
        return [line for line in self.lines if line.is_apart and line.text]

    @property
    def blind_spots(self) -> list[Line]:
        """What most went past."""
        return [line for line in self.lines if line.is_blind_spot and line.text]

    @property
    def lost(self) -> int:
        """How many sentences do not stand in the case any more."""
        return sum(not line.text for line in self.lines)

    @property
    def width(self) -> int:
        """Of the plot."""
        return len(self.lines) * STEP

    @property
    def height(self) -> int:
        """Of the plot."""
        return FLOOR + 20

    @property
    def floor(self) -> int:
        """Where the bars stand."""
        return FLOOR


@dataclass(frozen=True)
class StageNow:
    """A stage as the case has it now, in the language being read."""

    id: str
    number: int
    title: str
    sentences: Sequence[Sentence]
    asks_marks: bool
    is_folded: bool = False
    """Whether this reader has it in short, so that its sentences stay on the server."""


def picture_of(table: Mapping[str, Any], stages: Sequence[StageNow], language: str) -> list[StagePicture]:
    """The stages of a frozen table, in the order of the case; those that never asked for marks are left out.

    A stage that is not there any more is left out too. Sentences are found back by their digest.
    """
    told = table["parts"]
    return [
        _stage(stage, told.get(stage.id), language)
        for stage in stages
        if told.get(stage.id) is not None or stage.asks_marks
    ]


def _stage(stage: StageNow, told: Mapping[str, Any] | None, language: str) -> StagePicture:
    if told is None:
        return StagePicture(stage.number, stage.title, is_folded=stage.is_folded)
    digests = told["told"].get(language, [""] * len(told["passages"]))
    now = {digest(sentence.text): sentence.text for sentence in stage.sentences}
    lines = tuple(
        Line(number, now.get(key, ""), each["word"], each["at_least"], tuple(each["words"].items()))
        for number, (key, each) in enumerate(zip(digests, told["passages"], strict=True), start=1)
    )
    return StagePicture(stage.number, stage.title, told["people"], lines, stage.is_folded)
