"""What a case needs before it is published, and when a reader may see more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from cases.enums import Provenance, QuestionFor
from cases.review.standing import NOT_ASKED, Standing
from cases.traces.standing import TraceStanding
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
    wants: bool
    do_step: bool
    provenance: str
    reviewers: int
    went_through_guide: bool
    traces: TraceStanding
    standing: Standing = NOT_ASKED

    @classmethod
    def of(
        cls,
        fields: Mapping[str, Any],
        *,
        concepts: Iterable[str],
        stages: Iterable[Any],
        voices: Iterable[Any],
        questions: Iterable[Any],
        reviewers: Iterable[Any],
        traces: TraceStanding,
        standing: Standing = NOT_ASKED,
    ) -> "Draft":
        """A draft from streams of blocks, and from plain fields by the names that they have on the page."""
        return cls(
            concepts=tuple(concepts),
            stages=len(list(stages)),
            voices=len(list(voices)),
            structural_questions=sum(
                1 for question in questions if question.value["audience"] == QuestionFor.STRUCTURE
            ),
            wants=bool(str(fields.get("wants") or "").strip()),
            do_step=bool(str(fields.get("do_step") or "").strip()),
            provenance=str(fields.get("provenance") or ""),
            reviewers=len(list(reviewers)),
            went_through_guide=bool(fields.get("went_through_guide")),
            standing=standing,
            traces=traces,
        )

    def count(self, facet: str) -> int:
        """How many concepts of this facet it carries."""
        return sum(1 for concept in set(self.concepts) if concept.split(".")[0] == facet)


@dataclass(frozen=True)
class Requirement:
    """One thing that a published case has, where a writer gives it, and what to say as long as it is not there."""

    field: str
    name: str | Promise
    message: str | Promise
    is_met: bool
    is_done: bool = True
    """Whether somebody did something for it, once it is met: a veto that nobody could give yet is no work done."""


@dataclass(frozen=True)
class Problem:
    """Why a case is not ready, and at which field to do something about it."""

    field: str
    message: str | Promise


# At least so many concepts of a facet: its name for a list, and why, in words for the writer.
LEAST: tuple[tuple[str, int, str | Promise, str | Promise], ...] = (
    ("as", 2, gettext_lazy("Twee assen"),
     gettext_lazy("Kies minstens twee assen: een situatie draait nooit om één kenmerk.")),
    ("dom", 2, gettext_lazy("Twee levensdomeinen"),
     gettext_lazy("Kies minstens twee levensdomeinen: wonen, school of werk spelen vaak mee.")),
    ("mech", 1, gettext_lazy("Een mechanisme"),
     gettext_lazy("Kies minstens één mechanisme: wat maakt het moeilijk, buiten deze mensen om?")),
    ("kracht", 1, gettext_lazy("Een kracht"),
     gettext_lazy("Kies minstens één kracht: wat kan of doet iemand hier goed?")),
    ("lens", 1, gettext_lazy("Een lens"),
     gettext_lazy("Kies minstens één lens: met welke manier van kijken kan de lezer verder?")),
    ("rol", 3, gettext_lazy("Drie rollen"),
     gettext_lazy("Kies minstens drie rollen: wie is er allemaal bij betrokken?")),
)  # fmt: skip


def requirements_of(draft: Draft) -> list[Requirement]:
    """Everything that a case needs before it is published, met or not, in the order of the editor's form."""
    return [
        Requirement(
            "wants",
            gettext_lazy("Wat de jongere wil"),
            gettext_lazy("Schrijf op wat de jongere wil, in eigen woorden."),
            draft.wants,
        ),
        Requirement(
            "stages", gettext_lazy("Drie tot vijf fasen"), _stages_missing(draft.stages), 3 <= draft.stages <= 5
        ),
        Requirement(
            "voices",
            gettext_lazy("Drie stemmen"),
            gettext_lazy("Laat minstens drie mensen zelf spreken. Eén stem is een oordeel."),
            draft.voices >= 3,
        ),
        Requirement(
            "questions",
            gettext_lazy("Een vraag over structuur"),
            gettext_lazy("Stel minstens één vraag over structuur: welke regel of afspraak koos niemand hier?"),
            draft.structural_questions >= 1,
        ),
        Requirement(
            "do_step",
            gettext_lazy("Een doe-stap"),
            gettext_lazy("Geef de lezer één kleine handeling mee voor deze week."),
            draft.do_step,
        ),
        *(Requirement("concepts", name, message, draft.count(facet) >= least) for facet, least, name, message in LEAST),
        Requirement(
            "concepts",
            gettext_lazy("Een jongere of familielid"),
            gettext_lazy("Kies bij de rollen ook een jongere, ouder, broer of zus, of grootouder. Zij tellen mee."),
            bool(NEAR & set(draft.concepts)),
        ),
        Requirement(
            "provenance",
            gettext_lazy("Waar de casus vandaan komt"),
            gettext_lazy("Kies waar de casus vandaan komt: verzonnen, samengesteld, samen gemaakt of een getuigenis."),
            draft.provenance in Provenance.values,
        ),
        Requirement(
            "reviewers",
            gettext_lazy("Wie een getuigenis nakeek"),
            gettext_lazy("Bij een bewerkte getuigenis staat wie ze nakeek, en wanneer. Voeg minstens één nalezer toe."),
            draft.provenance != Provenance.TESTIMONY or draft.reviewers >= 1,
            is_done=draft.provenance == Provenance.TESTIMONY,
        ),
        Requirement(
            "went_through_guide",
            gettext_lazy("De schrijfwijzer nagelopen"),
            gettext_lazy("Loop de vijftien vragen van de schrijfwijzer na, en zet dan het vinkje."),
            draft.went_through_guide,
        ),
        *_reviews_of(draft.standing),
        *_consent_of(draft),
        Requirement(
            "title",
            gettext_lazy("Gezocht naar wie te herkennen is, en over elke vondst beslist"),
            draft.traces.asks,
            draft.traces.is_settled,
            is_done=draft.stages > 0,
        ),
    ]


TELLS_A_STORY = frozenset({Provenance.CO_CREATED.value, Provenance.TESTIMONY.value})
"""Where a case comes from somebody's own story, who has to agree to it (dossier F8)."""


def _consent_of(draft: Draft) -> list[Requirement]:
    """Somebody's own story appears with their consent, and never again after they took it back."""
    needed = draft.standing.is_asked and (draft.provenance in TELLS_A_STORY or draft.standing.owes_consent)
    consent = Requirement(
        "provenance",
        gettext_lazy("Toestemming van wie het verhaal gaf"),
        gettext_lazy("De redactie noteert de toestemming: waarvoor, wanneer, en tot wanneer."),
        draft.standing.has_consent,
    )
    withdrawn = Requirement(
        "provenance",
        gettext_lazy("Niet ingetrokken"),
        gettext_lazy("Wie het verhaal gaf, nam de toestemming terug. Deze casus verschijnt niet meer."),
        is_met=False,
    )
    return [*([consent] if needed else []), *([withdrawn] if draft.standing.is_withdrawn else [])]


def _reviews_of(standing: Standing) -> list[Requirement]:
    """What others decide before a case appears for the first time (dossier F4), and what holds any case back."""
    asked = [
        Requirement(
            "reviewers",
            gettext_lazy("Nagelezen vanuit de praktijk"),
            gettext_lazy("Eén iemand uit de praktijk leest de casus na en zegt: dit kan verschijnen."),
            standing.practice >= 1,
        ),
        Requirement(
            "reviewers",
            gettext_lazy("Nagelezen vanuit ervaring"),
            gettext_lazy("Twee mensen met ervaring lezen de casus na en zeggen: dit kan verschijnen."),
            standing.experience >= 2,
        ),
        Requirement(
            "reviewers",
            gettext_lazy("Nagelezen door een jongere"),
            gettext_lazy("Eén van wie met ervaring naleest, is een jongere."),
            standing.young >= 1,
        ),
        Requirement(
            "reviewers",
            gettext_lazy("De begeleidersgids geprobeerd"),
            gettext_lazy("Iemand probeert de begeleidersgids één keer met een groep, en zegt dat hij werkt."),
            standing.guide >= 1,
        ),
    ]
    held = Requirement(
        "reviewers",
        gettext_lazy("Geen open veto"),
        gettext_lazy(
            "Iemand met ervaring zegt: zo mag dit niet verschijnen. Dat los je op in gesprek; geen redacteur beslist het alleen."
        ),
        not standing.vetoes,
        is_done=standing.experience > 0,
    )
    lapsed = Requirement(
        "reviewers",
        gettext_lazy("Nalezingen die nog gelden"),
        _lapsed(standing),
        all(each.is_met for each in asked) or not standing.too_old + standing.other_text,
        is_done=standing.practice + standing.experience + standing.guide > 0,
    )
    return [
        *([*asked, lapsed] if standing.is_asked else []),
        *([held] if standing.is_asked or standing.vetoes else []),
    ]


def _lapsed(standing: Standing) -> str | Promise:
    """Why good reviews count no more, and what to do about it."""
    if not standing.too_old:
        return gettext_lazy("De tekst veranderde na een nalezing. Vraag wie hem las, opnieuw te kijken.")
    if not standing.other_text:
        return gettext_lazy("Een nalezing geldt twaalf maanden. Vraag een nieuwe.")
    return gettext_lazy("Een nalezing geldt twaalf maanden, en voor de tekst die gelezen is. Vraag nieuwe nalezingen.")


def _stages_missing(count: int) -> str | Promise:
    message: str | Promise = ngettext_lazy(
        "Een casus heeft drie tot vijf fasen. Nu is er %(count)d.",
        "Een casus heeft drie tot vijf fasen. Nu zijn er %(count)d.",
        count,
    ) % {"count": count}
    return message


def problems_of(draft: Draft) -> list[Problem]:
    """Everything that stands between this draft and publishing; empty when it is ready."""
    return [Problem(each.field, each.message) for each in requirements_of(draft) if not each.is_met]


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


def check_bring_cases(person: User | AnonymousUser) -> None:
    """Who may enter the editor may bring a case as a file, and copy one. Raises NotForYou."""
    if isinstance(person, User) and person.is_superuser and person.is_active:
        return
    if not has_one_of(person, EDITING_ROLES):
        raise NotForYou(_("Casussen invoeren doet wie casussen schrijft: trainers en redactie."))


def can_bring_cases(person: User | AnonymousUser) -> bool:
    """Whether `check_bring_cases` would pass."""
    try:
        check_bring_cases(person)
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
