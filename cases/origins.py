"""How a note on a case reads when it is met outside the case."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from cases.models import CasePage
from cases.reading import DO_STEP, PASSED, TAKE_AWAY
from cases.shift import DIFFERENCE, TURNING, difference_lines
from cases.tasks import TASK_OF
from cases.tasks.base import CHOSEN, not_known
from cases.voices import DISTANCE, DISTANCES, PREDICTION
from people.models import User
from reflection.origins import LAST, Line, Origin, day_in_words, gone, key_of

KIND = "casus"
HOUSE_LANGUAGE = "nl"
QUESTIONS = {
    **{name: task.notes[name] for name, task in TASK_OF.items()},
    PREDICTION: gettext_lazy("Wat denkt deze persoon dat er gebeurt?"),
    DISTANCE: gettext_lazy("Hoe ver lag dit van wat je dacht?"),
    TAKE_AWAY: gettext_lazy("Wat veranderde er in je beeld?"),
    TURNING: gettext_lazy("Welke zin veranderde je beeld?"),
    DIFFERENCE: gettext_lazy("Wat verschoof er?"),
    DO_STEP: gettext_lazy("Doe-stap"),
}
ENDING = (DIFFERENCE, TURNING, TAKE_AWAY, DO_STEP)
"""What is written at the end, in this order."""
ORDER = (*TASK_OF, PREDICTION, DISTANCE, PASSED)


@dataclass(frozen=True)
class CaseOrigin(Origin):
    """A case as its notes name it; without a title of its own where this person cannot read it any more."""

    slug: str = ""
    stages: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The number and the title of each stage, by the id of its block."""
    voices: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """The number and the name of each voice, by the id of its block."""

    def section(self, part: str) -> str:
        if part in ENDING:
            return _("Wat neem je mee")
        return (self.stages.get(_block_of(part)) or self.voices.get(_block_of(part), (0, "")))[1]

    def question(self, part: str) -> str:
        return str(QUESTIONS.get(what_of(part), ""))

    def asks_again(self, part: str) -> str:
        return _("Wat gebeurde er met je doe-stap?") if part == DO_STEP else ""

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        what = what_of(part)
        if what in TASK_OF:
            read = TASK_OF[what].lines(what, value)
        elif what in READERS:
            read = READERS[what](value)
        else:
            return super().lines(part, value)
        return [line for line in read if line.text.strip()]

    def is_written(self, part: str) -> bool:
        return what_of(part) != PASSED

    def order(self, part: str) -> tuple[int, ...]:
        if part in ENDING:
            return LAST - 1, ENDING.index(part)
        what = what_of(part)
        if spoken := self.voices.get(_block_of(part)):
            return LAST - 2, spoken[0] * 10 + ORDER.index(what) if what in ORDER else LAST
        number = self.stages.get(_block_of(part), (LAST, ""))[0]
        return number, ORDER.index(what) if what in ORDER else LAST

    def place(self, part: str) -> str:
        if not self.slug:
            return self.url
        number = self.stages.get(_block_of(part), (0, ""))[0]
        spoken = self.voices.get(_block_of(part), (0, ""))[0]
        with override(self.language or get_language()):
            if number:
                return reverse("cases:stage", kwargs={"slug": self.slug, "number": number})
            if spoken:
                return reverse("cases:voice", kwargs={"slug": self.slug, "number": spoken})
            if part in ENDING:
                return reverse("cases:closing", kwargs={"slug": self.slug})
        return self.url


def what_of(part: str) -> str:
    """What a part is about: its last piece, so that it says the same for a stage that is gone."""
    return part.rsplit(".", 1)[-1]


def _block_of(part: str) -> str:
    pieces = part.split(".")
    return pieces[1] if len(pieces) == 3 else ""


def _text(value: Mapping[str, Any]) -> list[Line]:
    return [Line("", str(value.get("tekst") or ""))]


def _step(value: Mapping[str, Any]) -> list[Line]:
    if value.get("geen"):
        return [Line("", _("Geen stap nu"))]
    return [
        Line(_("Als …"), str(value.get("als") or "")),
        Line(_("dan …"), str(value.get("dan") or "")),
        Line(_("Tegen wanneer?"), day_in_words(value.get("tegen"))),
    ]


def _guess(value: Mapping[str, Any]) -> list[Line]:
    return [*_text(value), *not_known(value)]


def _distance(value: Mapping[str, Any]) -> list[Line]:
    return [Line("", str(dict(DISTANCES).get(value.get("gekozen", ""), "")))]


def _turning(value: Mapping[str, Any]) -> list[Line]:
    return [Line("", str((value.get(CHOSEN) or {}).get("zin", "")))]


def _passed(_value: Mapping[str, Any]) -> list[Line]:
    return []


READERS = {
    PREDICTION: _guess,
    DISTANCE: _distance,
    TURNING: _turning,
    DIFFERENCE: difference_lines,
    TAKE_AWAY: _text,
    DO_STEP: _step,
    PASSED: _passed,
}


def describe(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """An origin for each, in one query. Of a case in several languages: the one being read, else the Dutch one."""
    keys = {about: key_of(about) for about in abouts}
    known = {key for key in keys.values() if key}
    pages: QuerySet[CasePage] = CasePage.objects.visible_to(user).filter(translation_key__in=known)
    chosen: dict[uuid.UUID, CasePage] = {}
    for page in pages.only("title", "slug", "stages", "voices", "url_path", "translation_key", "locale").select_related(
        "locale"
    ):
        other = chosen.get(page.translation_key)
        if other is None or _preference(page) > _preference(other):
            chosen[page.translation_key] = page
    neutral = CaseOrigin(gone().title)
    return {about: _origin(chosen[key]) if key in chosen else neutral for about, key in keys.items()}


def _preference(page: CasePage) -> int:
    language = page.locale.language_code
    return 2 if language == (get_language() or HOUSE_LANGUAGE) else int(language == HOUSE_LANGUAGE)


def _origin(case: CasePage) -> CaseOrigin:
    # From the raw streams: making blocks of every stage of every case would cost a page each.
    stages = {raw["id"]: (number, raw["value"]["title"]) for number, raw in enumerate(case.stages.raw_data, start=1)}
    voices = {raw["id"]: (number, raw["value"]["name"]) for number, raw in enumerate(case.voices.raw_data, start=1)}
    language = case.locale.language_code
    other = language if language != get_language() else ""
    return CaseOrigin(case.title, case.url or "", language=other, slug=case.slug, stages=stages, voices=voices)
