"""What stands in a proposal once it is opened: the answers, what the editors wrote, what was decided about words. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.review.validity import digest_of_words
from cases.traces.passages import Change
from practices.axes import KNOWN
from practices.enums import AxisRole

Words = str | Promise
MOST_WORDS = 4000
TITLE = 60


@dataclass(frozen=True)
class Question:
    """One of the five questions."""

    name: str
    label: Words
    hint: Words
    rows: int
    most: int = MOST_WORDS


QUESTIONS: tuple[Question, ...] = (
    Question("what", _("Wat is het?"), _("Geef het een naam en zeg in een paar zinnen wat jullie doen."), 3, 1200),
    Question(
        "whom", _("Voor wie?"), _("Welke leeftijd, welke situatie, welke plek? Een groep, nooit één kind."), 3, 1200
    ),
    Question("did", _("Wat deden jullie?"), _("Elke stap op een nieuwe regel. Wie doet wat, hoe lang duurt het?"), 6),
    Question("hard", _("Wat was moeilijk?"), _("Ook: wanneer doe je dit beter niet?"), 4),
    Question("helps", _("Wat helpt anderen die het willen doen?"), _("Wat had je zelf graag vooraf geweten?"), 4),
)
ROLE, CARE = "role", "care"
RECORD_TEXTS: tuple[str, ...] = (
    "title", "summary", "occasion", "steps", "who", "means", "hard_parts", "not_when", "effect_young", "effect_network",
    "evidence", "voice", "transfer", "tested_with", "not_tested_with", "duration", "organisation", "stewards",
)  # fmt: skip
"""The parts of the record that are text, in the order of the page; lists have one thing on each line."""
AXIS_ROLES = "axis_roles"
"""The part that says what axes are to the practice: an id and a role on each line. What is not there, nobody knows."""


@dataclass
class Told:
    """One proposal, opened."""

    answers: dict[str, str] = field(default_factory=dict)
    role: str = ""
    """How who proposed it wants to be called: a role, never a name."""
    care: bool = False
    """Whether they want to keep it up to date."""
    record: dict[str, str] = field(default_factory=dict)
    """What the editors wrote; empty until they take it up."""
    concepts: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    """What may stay although it looks as if it tells who somebody is, and why, by the words themselves."""
    came_from: str = ""
    """Where it came from, as a signal says it: a weak reference, and of a talk in a circle only that it was one."""

    def as_text(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Told":
        """As it was sealed."""
        return cls(**json.loads(text))

    @property
    def title(self) -> str:
        """What to call it: what the editors called it, or the first words that were told."""
        if self.record.get("title"):
            return self.record["title"]
        first = self.answers.get("what", "").strip().partition("\n")[0]
        return first if len(first) <= TITLE else f"{first[:TITLE].rsplit(' ', 1)[0]}…"

    @property
    def digest(self) -> str:
        """Tells whether what readers get of it still has the same words."""
        roles = self.record.get(AXIS_ROLES, "")
        return digest_of_words([*(self.record.get(name, "") for name in RECORD_TEXTS), *([roles] if roles else [])])

    def begin_record(self) -> None:
        """Lay out what was told as the first version of the record. Does nothing where there is one."""
        if self.record:
            return
        what = self.answers.get("what", "").strip()
        first, _mark, rest = what.partition("\n")
        whom, hard = self.answers.get("whom", ""), self.answers.get("hard", "")
        self.record = {
            "title": first[:TITLE] if rest else "",
            "summary": (rest.strip() or first)[:200],
            "occasion": "\n\n".join(text for text in (what, whom) if text),
            "steps": lines(self.answers.get("did", "")),
            "hard_parts": hard,
            "transfer": self.answers.get("helps", ""),
            "stewards": lines("\n".join((self.role if self.care else "", str(_("de redactie van Meerstemmig"))))),
        }

    def put(self, quote: str, other: str) -> None:
        """Other words for these in everything that the editors wrote, wherever they stand as whole words."""
        change = Change(quote, other)
        self.record = {name: change(text) if name in RECORD_TEXTS else text for name, text in self.record.items()}


def lines(text: str) -> str:
    """The lines of a text that say something, each once stripped of what begins a list."""
    return "\n".join(line for each in text.splitlines() if (line := each.strip().lstrip("-*•").strip()))


def listed(record: Mapping[str, str], name: str) -> list[str]:
    """A part of the record that is a list."""
    return [line for line in lines(record.get(name, "")).splitlines() if line]


def axis_roles(record: Mapping[str, str]) -> dict[str, str]:
    """The role of each axis that the record speaks of, by its id; what is no axis or no role any more is left out."""
    told = (line.split() for line in record.get(AXIS_ROLES, "").splitlines())
    return {pair[0]: pair[1] for pair in told if len(pair) == 2 and pair[0] in KNOWN and pair[1] in AxisRole.values}
