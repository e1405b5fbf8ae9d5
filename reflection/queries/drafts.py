"""What somebody is still writing; for that person only."""

import json

from people.models import User
from reflection.drafts import Kept, Place
from reflection.models import Draft


def draft_at(person: User, place: Place) -> Kept | None:
    """The draft of this person at this place. One query. Raises DecryptionError where its key does not fit."""
    found = Draft.objects.of(person).filter(about=place.about, key=place.key).select_related("data_key")
    return opened(found.first())


def opened(draft: Draft | None) -> Kept | None:
    """What stands in this row; None where there is no row, or its key was erased."""
    if draft is None or draft.data_key_id is None:
        return None
    return Kept(json.loads(draft.open()), draft.version, draft.updated_at, draft.page)
