"""What a case needs before it is published, and when a reader may see more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from cases.enums import QuestionFor
from people.models import User
from people.models.roles import EDITING_ROLES
from people.rules import has_one_of

if TYPE_CHECKING:
    from cases.reading import Reading

NEAR = frozenset({"rol.jongere", "rol.ouder", "rol.broerzus", "rol.grootouder"})
"""The roles of which at least one has to be there: the young person, or somebody of their family."""


@dataclass(frozen=True)
class Draft:
    """What the rules look at; a page, a form and a content file each give one."""

    concepts: tuple[str, ...]
    stages: int
    voices: int
    structural_questions: int

    @classmethod
    def of(
        cls, *, concepts: Iterable[str], stages: Iterable[Any], voices: Iterable[Any], questions: Iterable[Any]
    ) -> "Draft":
        """A draft from streams of blocks."""
        return cls(
            concepts=tuple(concepts),
            stages=len(list(stages)),
            voices=len(list(voices)),
            structural_questions=sum(
                1 for question in questions if question.value["audience"] == QuestionFor.STRUCTURE
            ),
        )

    def count(self, facet: str) -> int:
        """How many concepts of this facet it carries."""
        return sum(1 for concept in set(self.concepts) if concept.split(".")[0] == facet)


@dataclass(frozen=True)
class Problem:
    """Why a case is not ready, and at which field to do something about it."""

    field: str
    message: str | Promise


# At least so many concepts of a facet, and why, in words for the writer.
LEAST: tuple[tuple[str, int, str | Promise], ...] = (
    ("as", 2, gettext_lazy("Kies minstens twee assen: een situatie draait nooit om één kenmerk.")),
    ("dom", 2, gettext_lazy("Kies minstens twee levensdomeinen: wonen, school of werk spelen vaak mee.")),
    ("mech", 1, gettext_lazy("Kies minstens één mechanisme: wat maakt het moeilijk, buiten deze mensen om?")),
    ("kracht", 1, gettext_lazy("Kies minstens één kracht: wat kan of doet iemand hier goed?")),
    ("lens", 1, gettext_lazy("Kies minstens één lens: met welke manier van kijken kan de lezer verder?")),
    ("rol", 3, gettext_lazy("Kies minstens drie rollen: wie is er allemaal bij betrokken?")),
)


def problems_of(draft: Draft) -> list[Problem]:
    """Everything that stands between this draft and publishing; empty when it is ready."""
    problems = [Problem("concepts", message) for facet, least, message in LEAST if draft.count(facet) < least]
    if not NEAR & set(draft.concepts):
        problems.append(
            Problem(
                "concepts",
                gettext_lazy("Kies bij de rollen ook een jongere, ouder, broer of zus, of grootouder. Zij tellen mee."),
            )
        )
    if not 3 <= draft.stages <= 5:
        problems.append(
            Problem(
                "stages",
                ngettext_lazy(
                    "Een casus heeft drie tot vijf fasen. Nu is er %(count)d.",
                    "Een casus heeft drie tot vijf fasen. Nu zijn er %(count)d.",
                    draft.stages,
                )
                % {"count": draft.stages},
            )
        )
    if draft.voices < 3:
        problems.append(
            Problem("voices", gettext_lazy("Laat minstens drie mensen zelf spreken. Eén stem is een oordeel."))
        )
    if draft.structural_questions < 1:
        problems.append(
            Problem(
                "questions",
                gettext_lazy("Stel minstens één vraag over structuur: welke regel of afspraak koos niemand hier?"),
            )
        )
    return problems


class CaseNotReady(Exception):
    """A case may not be published yet. Holds the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(" ".join(str(problem.message) for problem in problems))


class NotForYou(Exception):
    """Only who writes cases may do this. Its text is fit for the person."""


def check_see_balance(person: User | AnonymousUser) -> None:
    """Who may enter the editor sees what the published cases repeat. Raises NotForYou."""
    if isinstance(person, User) and person.is_superuser and person.is_active:
        return
    if not has_one_of(person, EDITING_ROLES):
        raise NotForYou(_("Dit overzicht is er voor wie casussen schrijft: trainers en redactie."))


def can_see_balance(person: User | AnonymousUser) -> bool:
    """Whether `check_see_balance` would pass."""
    try:
        check_see_balance(person)
    except NotForYou:
        return False
    return True


def check_may_publish(draft: Draft) -> None:
    """Raises CaseNotReady with every problem at once."""
    if problems := problems_of(draft):
        raise CaseNotReady(problems)


def can_publish(draft: Draft) -> bool:
    """Whether `check_may_publish` would pass."""
    return not problems_of(draft)


class NotOpenYet(Exception):
    """The reader is not there yet. Its text is fit for the reader; `stage` is where they are."""

    def __init__(self, stage: int) -> None:
        self.stage = stage
        super().__init__(
            _("Dit deel gaat open na fase %(stage)d. Schrijf daar iets, of kies 'Verder zonder schrijven'.")
            % {"stage": stage}
        )


def check_may_open_stage(reading: "Reading", number: int) -> None:
    """Raises NotOpenYet where an earlier stage was neither written on nor passed over."""
    if not reading.stage(number).is_open:
        raise NotOpenYet(reading.first_open)


def can_open_stage(reading: "Reading", number: int) -> bool:
    """Whether `check_may_open_stage` would pass."""
    return reading.stage(number).is_open


def check_may_hear_voices(reading: "Reading") -> None:
    """Raises NotOpenYet before the last stage was passed. Also guards the questions and what follows."""
    if not reading.is_read:
        raise NotOpenYet(reading.first_open)


def can_hear_voices(reading: "Reading") -> bool:
    """Whether `check_may_hear_voices` would pass."""
    return reading.is_read
