"""Where somebody writes a signal, for the draft of what is typed and not kept yet (`reflection.drafts`)."""

import uuid

from reflection.drafts import Place

SIGNAL = "signaal"


def new_signal_from(about: str) -> Place:
    """Where a new signal that comes from here is written; one at a time."""
    return Place(SIGNAL, f"nieuw.{about}"[:120])


def change_of(draft_id: uuid.UUID) -> Place:
    """Where a kept draft of a signal is changed."""
    return Place(SIGNAL, f"klad.{draft_id}")
