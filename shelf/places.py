"""Where somebody writes about a collection, for the draft of what is typed and not kept yet (`reflection.drafts`)."""

import uuid

from reflection.drafts import Place

COLLECTION = "verzameling"


def new_collection() -> Place:
    """Where a new one is begun; one at a time."""
    return Place(COLLECTION, "nieuw")


def change_of(collection_id: uuid.UUID) -> Place:
    """Where its name, its text and for whom it is are changed."""
    return Place(COLLECTION, f"aanpassen.{collection_id}")
