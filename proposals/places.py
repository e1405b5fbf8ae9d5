"""Where somebody tells of a practice, for the draft of what is typed and not sent yet (`reflection.drafts`)."""

import uuid

from reflection.drafts import Place

PROPOSAL = "voorstel"


def new_proposal(key: str = "") -> Place:
    """Where a new one is told; one at a time, and one for each text that one was begun with (`key`)."""
    return Place(PROPOSAL, f"nieuw.{key}" if key else "nieuw")


def answer_to(pk: uuid.UUID) -> Place:
    """Where what was told is completed."""
    return Place(PROPOSAL, f"aanvullen.{pk}")
