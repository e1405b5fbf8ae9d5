"""Stages of cases that units show, for whoever may see the case."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from cases.content_notes import Told, told_at
from cases.folding import fold
from cases.models import CasePage
from cases.queries import cases_by_key, url_of
from cases.reading import about_case, read
from modules.asked import SHOW, asked_of, stage_name
from modules.queries.pages import one_per_translation
from reflection.notebook import Note


@dataclass(frozen=True)
class ShownStage:
    """One stage of a case inside a unit. Its text is empty while the reader did not come to it, nor asked for it."""

    case: CasePage
    url: str
    number: int
    title: str
    text: str
    asked: bool = False
    content: tuple[Told, ...] = ()
    """Its content note."""
    is_folded: bool = False
    """Whether the text is the short version, as this reader chose for a topic of the note."""


Notes = Mapping[str, Mapping[str, Note]]
"""The reader's own notes, by what they are about."""


def waiting_on_notes(request: HttpRequest, blocks: Iterable[Any]) -> set[str]:
    """What the notes are about that say whether a later stage, shown in one of these blocks, is open."""
    return {about_case(block.value["case"]) for block in _showing(blocks).values() if _waits(request, block)}


def stages_of(request: HttpRequest, blocks: Iterable[Any], notes: Notes) -> dict[str, ShownStage]:
    """By block id, the stage that each block shows; a case that this person may not see is left out. One query.

    A case keeps its later stages back until the reader wrote, or chose to go on without writing. A unit keeps that
    promise: the stage is there when the reader came to it in the case, or asks for it here (`?fase-<block>=toon`).
    """
    wanted = _showing(blocks)
    if not wanted:
        return {}
    keys = {uuid.UUID(block.value["case"]) for block in wanted.values()}
    found = cases_by_key(keys, request.user)
    cases = {str(key): case for key, case in one_per_translation(found).items()}
    shown = {
        block_id: _stage(request, cases[block.value["case"]], block, notes)
        for block_id, block in wanted.items()
        if block.value["case"] in cases
    }
    return {block_id: stage for block_id, stage in shown.items() if stage}


def _showing(blocks: Iterable[Any]) -> dict[str, Any]:
    return {block.id: block for block in blocks if block.block_type == "case_stage" and block.value["case"]}


def _number(block: Any) -> int:
    return block.value["stage"] or 1


def _asked(request: HttpRequest, block: Any) -> bool:
    return asked_of(request).get(stage_name(block.id)) == SHOW


def _waits(request: HttpRequest, block: Any) -> bool:
    # The first stage is open to everybody, so that most units need no notes to show it.
    return _number(block) > 1 and not _asked(request, block)


def _stage(request: HttpRequest, case: CasePage, block: Any, notes: Notes) -> ShownStage | None:
    number, asked = _number(block), _asked(request, block)
    reading = read(case, notes.get(case.about, {}))
    here = reading.stages[number - 1 : number]
    if not here:
        return None
    # Only this one is shown, so that notes on the others ask nothing.
    (stage,) = fold(request, replace(reading, stages=here)).stages
    shown = stage.is_open or asked
    return ShownStage(
        case,
        url_of(case),
        number,
        stage.title,
        stage.text if shown else "",
        asked,
        tuple(told_at(stage.content)) if shown else (),
        stage.is_folded,
    )
