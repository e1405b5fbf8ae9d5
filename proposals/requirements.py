"""What a proposal needs before it may be a page: told, unrecognisable, and read by others. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.review.standing import Standing
from practices.enums import Ladder
from practices.ladder import LEAST_STEPS, LEAST_STEWARDS, missing_for
from practices.models import PracticePage
from proposals.told import listed

MOST_STEPS = 7
LISTS = frozenset({"steps", "tested_with", "not_tested_with", "stewards"})
ALWAYS = ("title", "summary", "duration", "review_on")


@dataclass(frozen=True)
class Requirement:
    """One thing that publishing asks, and whether it is there."""

    name: str | Promise
    message: str | Promise
    is_met: bool


def requirements_of(record: Mapping[str, str], *, open_questions: int, standing: Standing) -> list[Requirement]:
    """Everything that publishing asks of this record, met or not."""
    step = Ladder(record["ladder"]) if record.get("ladder") in Ladder.values else Ladder.IDEA
    told = {name for name, text in record.items() if (listed(record, name) if name in LISTS else text.strip())}
    missing = [name for name in ALWAYS if name not in told] + list(missing_for(step, told))
    steps = listed(record, "steps")
    return [
        Requirement(
            _("een volledig verhaal"),
            ", ".join(str(PracticePage._meta.get_field(name).verbose_name) for name in missing),  # type: ignore[union-attr]  # a column of ours
            not missing,
        ),
        Requirement(
            _("drie tot zeven stappen"),
            _("Zet elke stap op een nieuwe regel."),
            LEAST_STEPS <= len(steps) <= MOST_STEPS,
        ),
        Requirement(
            _("twee die er zorg voor dragen"),
            _("Bij rol, nooit bij naam."),
            len(listed(record, "stewards")) >= LEAST_STEWARDS,
        ),
        Requirement(
            _("niemand herkenbaar"),
            _("Beslis over elke aanduiding hieronder."),
            not open_questions,
        ),
        Requirement(
            _("een collega las het na, met de vragen over diversiteit"),
            _("Vraag iemand uit de praktijk, of noteer wat die zei."),
            standing.practice >= 1,
        ),
        Requirement(
            _("iemand met ervaring las het na"),
            _("Vraag een nalezer met ervaring, of noteer wat die zei."),
            standing.experience >= 1,
        ),
        Requirement(
            _("geen veto"),
            _("Een veto wordt opgeheven door wie het gaf, of door een ervaringsdeskundige na het gesprek."),
            not standing.vetoes,
        ),
    ]
