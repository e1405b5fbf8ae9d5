"""What an editor can look at beside the form of a case. Renders a draft; asks and writes nothing of any reader."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cases.models import CasePage

WHOLE = ""
CHECKS = "nagaan"
SAID = "nalezing"
VOICES = "stemmen"
GUIDE = "begeleider"
PARTICIPANTS = "deelnemers"
STAGE = re.compile(r"fase-([1-9])")


def modes_of(case: "CasePage") -> list[tuple[str, str]]:
    """The names and words of everything there is to look at in this draft."""
    stages = [
        (f"fase-{number}", _("Als lezer: fase %(number)d") % {"number": number})
        for number in range(1, min(len(case.stages), 9) + 1)
    ]
    return [
        (WHOLE, _("De hele casus")),
        (CHECKS, _("Wat nog ontbreekt")),
        (SAID, _("Wat nalezers zeggen")),
        *stages,
        (VOICES, _("Als lezer: de stemmen")),
        (PARTICIPANTS, _("Als collega in de groep, op papier")),
        (GUIDE, _("Als begeleider, op papier")),
    ]


def template_of(mode: str) -> str:
    """The template for a mode; the whole case for one that is not known."""
    if STAGE.fullmatch(mode):
        return "cases/previews/stage.html"
    return {
        CHECKS: "cases/previews/checks.html",
        SAID: "cases/previews/said.html",
        VOICES: "cases/previews/voices.html",
        GUIDE: "cases/previews/paper.html",
        PARTICIPANTS: "cases/previews/paper.html",
    }.get(mode, "cases/preview.html")


def guide_of(case: "CasePage") -> list[tuple[str, str]]:
    """The parts of the facilitator's guide, each with its name; a part whose name was not chosen yet has none."""
    from cases.enums import GuidePart

    names = dict(GuidePart.choices)
    return [(str(names.get(block.value["part"], "")), block.value["text"]) for block in case.guide]


def context_of(case: "CasePage", mode: str, person: Any) -> dict[str, Any]:
    """What the template of this mode needs. A stage that the draft does not have (any more) shows the last one."""
    # Models come first: the case itself names its previews.
    from cases.checks import Checks
    from cases.forms import StageForm
    from cases.lenses import LENSES
    from cases.reading import read
    from cases.writing_guide import QUESTIONS

    if mode == CHECKS:
        return {"checks": Checks(case), "questions": QUESTIONS}
    if mode in {GUIDE, PARTICIPANTS}:
        return {"case": case, "guide": guide_of(case) if mode == GUIDE else []}
    if mode == SAID:
        from cases.review.queries import told_of
        from cases.review.rules import can_see_reviews

        return {"case": case, "told": told_of(case.translation_key) if can_see_reviews(person, case) else []}
    if (asked := STAGE.fullmatch(mode)) and len(case.stages):
        reading = read(case, {})
        stage = reading.stage(min(int(asked[1]), len(reading.stages)))
        return {"case": case, "reading": reading, "stage": stage, "form": StageForm(stage), "lenses": LENSES}
    return {"case": case}
