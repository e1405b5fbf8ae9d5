"""The voices of a case as one reader meets them: what they thought would be said, and how far off it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cases.reading import PASSED, Reading

if TYPE_CHECKING:
    from cases.models import CasePage

PREDICTION, DISTANCE = "vermoeden", "afstand"
UNKNOWN = "weet-niet"
DISTANCES = [
    ("0", _("vrijwel hetzelfde")),
    ("1", _("dichtbij")),
    ("2", _("halverwege")),
    ("3", _("ver")),
    ("4", _("heel ver")),
    (UNKNOWN, _("weet ik (nog) niet")),
]
"""The reader's own measure. It is read by nobody else, and nothing is computed from it."""


def voice_part(voice_id: str, what: str) -> str:
    """The name of a note at a voice: by the block's own id."""
    return f"stem.{voice_id}.{what}"


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks. What they say may leave the server once they were heard."""

    number: int
    id: str
    name: str
    quote: str
    stake: str
    values: Mapping[str, Mapping[str, Any]]

    @property
    def is_heard(self) -> bool:
        """Whether the reader said what they expected, or chose to listen without."""
        return PREDICTION in self.values or PASSED in self.values

    @property
    def prediction(self) -> Mapping[str, Any]:
        """What the reader expected; empty where they listened without."""
        return self.values.get(PREDICTION, {})

    @property
    def distance(self) -> str:
        """Where the reader placed it; empty while they did not."""
        return str(self.values.get(DISTANCE, {}).get("gekozen", ""))


def voices_of(reading: Reading) -> list[Voice]:
    """Every voice of the case with this reader's notes laid over it."""
    found = []
    for number, block in enumerate(reading.case.voices, start=1):
        start = voice_part(str(block.id), "")
        own = {part.removeprefix(start): note.value for part, note in reading.notes.items() if part.startswith(start)}
        value = block.value
        found.append(Voice(number, str(block.id), value["name"], value["quote"], value["stake"], own))
    return found


@dataclass(frozen=True)
class Fact:
    """A row of the grid: what there is to know, and for each person since which stage; None for who does not."""

    text: str
    since: tuple[int | None, ...]


@dataclass(frozen=True)
class Grid:
    """Who knows what, and since when."""

    people: tuple[str, ...]
    facts: tuple[Fact, ...]


def grid_of(case: "CasePage") -> Grid | None:
    """The author's grid: the voices in their order, then who has no voice. None where the author made none."""
    rows = [(block.value["fact"], _since(block.value["knowers"])) for block in case.knowledge]
    if not rows:
        return None
    speaking = [block.value["name"] for block in case.voices]
    others = [name for _fact, known in rows for name in known if name not in speaking]
    people = tuple(dict.fromkeys([*speaking, *others]))
    return Grid(people, tuple(Fact(fact, tuple(known.get(name) for name in people)) for fact, known in rows))


def _since(knowers: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {knower["who"]: knower["since"] for knower in knowers}
