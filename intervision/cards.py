"""A method as cards on paper, so that a team can hold a session without this site."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intervision.enums import Chair, MethodKind, Turn, Who, WriteKind
from intervision.models import Method
from intervision.script import PhaseScript, Slot, script_of

ON_PAPER: dict[str, str | Promise] = {
    WriteKind.PRIVATE: _("op je eigen blad. Je geeft het niet af"),
    WriteKind.HIDDEN_REVEAL: _("op een briefje met je naam. Leg het omgedraaid neer tot iedereen klaar is"),
    WriteKind.HIDDEN_ANONYMOUS: _("op een briefje zonder naam. De begeleider schudt ze en leest ze voor"),
    WriteKind.SHARED: _("op een groot blad dat iedereen ziet"),
    WriteKind.SCRIBE: _("op een groot blad. Eén meedenker houdt de stift vast"),
    WriteKind.LABEL: _("op een klein briefje, bij wat al op tafel ligt"),
    WriteKind.SENTENCE: _("één zin, op een groot blad"),
    WriteKind.GRID: _("in een tabel op een groot blad"),
    WriteKind.QUADRANT: _("in vier vakken op een groot blad"),
    WriteKind.AGREEMENT: _("als afspraak, op een blad dat bewaard wordt"),
    WriteKind.YIELD: _("op je eigen blad, om mee te nemen"),
    WriteKind.PULSE: _(
        "op een briefje zonder naam: ja, nee of weet ik niet. De begeleider zegt alleen of de meesten hetzelfde antwoorden"
    ),
}
"""Where somebody writes when there is no screen: what the site keeps hidden, paper turns over or shuffles."""


@dataclass(frozen=True)
class Writing:
    """That somebody writes in a phase, and on what."""

    who: str
    prompt: str
    where: str | Promise


@dataclass(frozen=True)
class Card:
    """One phase, for the one who leads to hold and to show."""

    phase: PhaseScript
    begins: int
    """Minutes after the start."""
    writings: tuple[Writing, ...]

    @property
    def part(self) -> str:
        return str(MethodKind(self.phase.part).label)

    @property
    def speakers(self) -> list[str]:
        """Who speaks, in words. Empty where nobody does."""
        return [str(Who(code).label) for code in self.phase.floor if code != Who.NOBODY]

    @property
    def turn(self) -> str:
        return str(Turn(self.phase.turn).label) if self.phase.turn not in {Turn.NONE, Turn.FREE} else ""

    @property
    def turns_the_chair(self) -> bool:
        """Whether the bringer sits with their back to the others."""
        return self.phase.chair == Chair.TURNED


def cards_of(method: Method) -> list[Card]:
    """A card per phase, with the opening and the closing that a session here has too. Same order, same minutes."""
    cards: list[Card] = []
    begins = 0
    for phase in script_of(method).phases:
        cards.append(Card(phase, begins, tuple(_writings(phase))))
        begins += phase.minutes
    return cards


def _writings(phase: PhaseScript) -> Iterator[Writing]:
    for slot in phase.slots:
        if _is_said(slot):
            yield Writing(str(Who(slot.who).label), slot.prompt, ON_PAPER[slot.kind])


def _is_said(slot: Slot) -> bool:
    """Notes of one's own without a question need no line: whoever listens, may always write."""
    return bool(slot.prompt) or slot.kind != WriteKind.PRIVATE
