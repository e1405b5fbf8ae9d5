"""Who keeps a draft: the notebook of its writer, or the room that it belongs to and that it has to go with."""

import uuid
from collections.abc import Callable
from typing import Protocol

from django.http import HttpRequest

from reflection.drafts import Fields, Kept, Place


class DraftKeeper(Protocol):
    """What the desk asks of whoever keeps drafts; the same as it asks of a notebook."""

    def draft(self, place: Place) -> Kept | None:
        """What is being written at this place."""

    def keep_draft(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        """Put these fields in the place of the version that was seen. Raises StaleDraftError."""

    def drop_draft(self, place: Place) -> None:
        """Throw away what is being written at this place."""


Make = Callable[[HttpRequest], DraftKeeper]
_keepers: dict[str, Make] = {}


def register_keeper(kind: str, make: Make) -> None:
    """Let a room keep the drafts of what is called `<kind>:…` itself, for whoever sends a request."""
    _keepers[kind] = make


def registered_keeper(kind: str) -> Make | None:
    """What was registered for this kind."""
    return _keepers.get(kind)
