"""The blocks of a unit as one reader meets them: with what they wrote, chose and planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from modules.addresses import about_module, anchor
from modules.asked import asked_of, path_name
from modules.conversation import Turn, parse, walk
from modules.forms import FORMS, AnswerForm, form_for
from modules.models import ModulePage, Plan
from modules.stages import ShownStage, stages_of, waiting_on_notes
from modules.units import Unit
from people.kept_queries import KeptQuery
from reflection.desk import Desk
from reflection.notebook import notebook_of


@dataclass(frozen=True)
class Step:
    """One block with everything its template shows."""

    block: Any
    anchor: str
    form: AnswerForm | None = None
    saved_at: datetime | None = None
    opening: str = ""
    turns: list[Turn] = field(default_factory=list)
    stage: ShownStage | None = None
    plan: Plan | None = None
    bookmarked: bool = False

    @property
    def id(self) -> str:
        return str(self.block.id)

    @property
    def path(self) -> str:
        """The turns that were chosen in a conversation."""
        chosen = [choice.path for turn in self.turns for choice in turn.choices if choice.chosen]
        return chosen[-1] if chosen else ""

    @property
    def kind(self) -> str:
        return str(self.block.block_type)


def steps_of(
    request: HttpRequest,
    module: ModulePage,
    unit: Unit,
    *,
    bookmark: str = "",
    refused: Mapping[str, AnswerForm] | None = None,
    desk: Desk | None = None,
) -> list[Step]:
    """Every block of the unit for this request. Notes, plans and case stages are read once each, where there are any.

    `refused` are the forms, by block, that come back with something to say. What is being written lies on the `desk`.
    """
    blocks = unit.blocks
    about = about_module(module)
    wanted = {about} if asks_something(unit) else set()
    every_note = notebook_of(request).notes_of(wanted | waiting_on_notes(request, blocks))
    notes = every_note.get(about, {})
    draft = desk.data if desk else None
    plans = _plans(request, module, [block for block in blocks if block.id in notes])
    stages = stages_of(request, blocks, every_note)
    came_back = refused or {}
    steps = []
    for block in blocks:
        note = notes.get(block.id)
        opening, turns = _conversation(block, asked_of(request))
        steps.append(
            Step(
                block,
                anchor(block.id),
                form=came_back.get(block.id) or form_for(block, note=note.value if note else None, draft=draft),
                saved_at=note.written_at if note else None,
                opening=opening,
                turns=turns,
                stage=stages.get(block.id),
                plan=plans.get(block.id),
                bookmarked=block.id == bookmark,
            )
        )
    return steps


def asks_something(unit: Unit) -> bool:
    """Whether there is anything to fill in."""
    return any(block.block_type in FORMS for block in unit.blocks)


def _plans(request: HttpRequest, module: ModulePage, blocks: list[Any]) -> dict[str, Plan]:
    # A task gets its date with what is written beside it, in one go: without a note there is no plan to ask for.
    tasks = [block.id for block in blocks if block.block_type in {"practice_task", "do_step"}]
    if not request.user.is_authenticated or not tasks:
        return {}
    found = _PLANS.ask(request.user.pk, module.translation_key, tasks)
    return {plan.block_id: plan for plan in found}


_PLANS = KeptQuery(
    lambda person, _now, key, blocks: Plan.objects.filter(person=person, module_key=key, block_id__in=blocks)
)


def _conversation(block: Any, asked: Mapping[str, str]) -> tuple[str, list[Turn]]:
    """The opening, and the turns that the address asks for. A choice stands in the address and is stored nowhere."""
    if block.block_type != "conversation":
        return "", []
    conversation = parse(block.value["script"])
    return conversation.opening, list(walk(conversation, asked.get(path_name(block.id), "")))
