"""Stages of cases that units show, for whoever may see the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cases.models import CasePage
from cases.queries import reading_of, url_of
from cases.reading import read
from modules.asked import SHOW, asked_of, stage_name
from modules.queries.pages import one_per_translation


@dataclass(frozen=True)
class ShownStage:
    """One stage of a case inside a unit. Its text is empty while the reader did not come to it, nor asked for it."""

    case: CasePage
    url: str
    number: int
    title: str
    text: str
    asked: bool = False


def stages_of(request: HttpRequest, blocks: Iterable[Any]) -> dict[str, ShownStage]:
    """By block id, the stage that each block shows; a case that this person may not see is left out.

    A case keeps its later stages back until the reader wrote, or chose to go on without writing. A unit keeps that
    promise: the stage is there when the reader came to it in the case, or asks for it here (`?fase-<block>=toon`).
    """
    wanted = {block.id: block.value for block in blocks if block.block_type == "case_stage" and block.value["case"]}
    if not wanted:
        return {}
    keys = {value["case"] for value in wanted.values()}
    found = CasePage.objects.visible_to(request.user).filter(translation_key__in=keys).select_related("locale")
    cases = {str(key): case for key, case in one_per_translation(list(found)).items()}
    shown = {
        block_id: _stage(request, cases[value["case"]], block_id, value)
        for block_id, value in wanted.items()
        if value["case"] in cases
    }
    return {block_id: stage for block_id, stage in shown.items() if stage}


def _stage(request: HttpRequest, case: CasePage, block_id: str, value: Mapping[str, Any]) -> ShownStage | None:
    number = value["stage"] or 1
    asked = asked_of(request).get(stage_name(block_id)) == SHOW
    # The first stage is open to everybody, so that most units need no notes to show it.
    stages = (reading_of(request, case) if number > 1 and not asked else read(case, {})).stages
    if number > len(stages):
        return None
    stage = stages[number - 1]
    return ShownStage(case, url_of(case), number, stage.title, stage.text if stage.is_open or asked else "", asked)
