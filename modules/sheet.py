"""All that a page of a unit sends. Whatever button is pressed, every block of the page comes along."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from modules.forms import AnswerForm, asked_in, form_for
from modules.units import Unit
from reflection.forms import NoteForm
from reflection.notebook import Note


@dataclass(frozen=True)
class Sheet:
    """What was sent, by block: what was changed and can be kept, and what cannot be kept as it is."""

    changed: dict[str, AnswerForm]
    refused: dict[str, AnswerForm]
    operation: uuid.UUID

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """What goes into the notebook, by block."""
        return {block_id: form.value() for block_id, form in self.changed.items()}


def sheet_of(unit: Unit, data: QueryDict, notes: Mapping[str, Note], *, crossed: QueryDict | None = None) -> Sheet:
    """Read what was sent. A block that was not on the page that was sent, is left as it is.

    `crossed` is a draft that was written on another page since. Where it, or an answer given since, says a third
    thing, the block is refused with both beside each other.
    """
    page = NoteForm(data)
    page.is_valid()  # its id is never wrong
    sheet = Sheet({}, {}, page.cleaned_data["operation"])
    for block in unit.blocks:
        form = form_for(block, data=data) if asked_in(block, data) else None
        if form is None:
            continue
        standing = notes[block.id].value if block.id in notes else {}
        if not form.is_valid():
            sheet.refused[block.id] = form
        elif other := _other(block, form, standing, crossed):
            form.hold_against(other)
            sheet.refused[block.id] = form
        elif form.differs_from(standing):
            sheet.changed[block.id] = form
    return sheet


def _other(block: Any, form: AnswerForm, standing: Mapping[str, Any], crossed: QueryDict | None) -> AnswerForm | None:
    """What stands elsewhere and says something else than this form, its page and the notebook."""
    if form.crosses(standing):
        return form_for(block, note=standing)
    written = form_for(block, note=standing, draft=crossed) if crossed and form.differs_from(standing) else None
    if written is None or not written.shows_draft:
        return None
    drafted = form_for(block, data=crossed)
    same = drafted is not None and drafted.is_valid() and form.mark(drafted.value()) == form.mark(form.value())
    return None if same else written
