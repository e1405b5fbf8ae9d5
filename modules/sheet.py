"""All that a page of a unit sends. Whatever button is pressed, every block of the page comes along."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from modules.forms import AnswerForm, form_for
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


def sheet_of(unit: Unit, data: QueryDict, notes: Mapping[str, Note]) -> Sheet:
    """Read what was sent. A block that was not on the page that was sent, is left as it is."""
    page = NoteForm(data)
    page.is_valid()  # its id is never wrong
    sheet = Sheet({}, {}, page.cleaned_data["operation"])
    for block in unit.blocks:
        form = form_for(block, data=data) if any(name.startswith(f"{block.id}-") for name in data) else None
        if form is None:
            continue
        note = notes.get(block.id)
        if not form.is_valid():
            sheet.refused[block.id] = form
        elif form.differs_from(note.value if note else {}):
            sheet.changed[block.id] = form
    return sheet
