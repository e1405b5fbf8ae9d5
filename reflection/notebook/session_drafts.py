"""Drafts in a session: of a visitor, and of a member whose session ended while they wrote."""

import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.translation import gettext as _

from reflection.drafts import Fields, Kept, Place, Settled, StaleDraftError
from reflection.encryption import DecryptionError
from reflection.notebook.base import NotebookFullError
from reflection.notebook.shelf import Shelf

SESSION_KEY = "drafts"
MOST_BYTES = 96 * 1024
"""All drafts of one session together."""
VISITOR = ""


class SessionDrafts:
    """The drafts of one writer in this session: of the visitor, or of a member by their `who` (reflection/desk.py)."""

    def __init__(self, session: SessionBase, who: str = VISITOR) -> None:
        self._shelf, self._who = Shelf(session, SESSION_KEY), who

    @property
    def is_empty(self) -> bool:
        """Whether this writer has none here."""
        return self._shelf.is_empty or not any(True for _about, _entry in self._own())

    def at(self, place: Place) -> Kept | None:
        """The draft at this place."""
        entry = self._read().get(self._name(place.about, place.key))
        return _kept(entry) if entry else None

    def keep(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        """As `actions.keep_draft`; raises NotebookFullError where the session has no room, DecryptionError where what
        stands in it does not open: nothing is put over what may be readable again tomorrow."""
        book, name = self._shelf.read(), self._name(place.about, place.key)
        standing = _kept(book[name]) if name in book else None
        if standing is not None and standing.fields == dict(fields):
            return standing
        if (standing.version if standing else 0) != seen:
            raise StaleDraftError(standing)
        entry = {
            "about": place.about,
            "key": place.key,
            "who": self._who,
            "revision": place.revision,
            "fields": dict(fields),
            "version": seen + 1,
            "at": timezone.now().isoformat(),
            "page": str(page),
        }
        book[name] = entry
        if len(json.dumps(book)) > MOST_BYTES:
            raise NotebookFullError(
                _("Wat je schrijft past niet meer in dit bezoek. Meld je aan om verder te schrijven, of kort iets in.")
            )
        self._shelf.write(book)
        return _kept(entry)

    def drop(self, place: Place) -> None:
        """Throw the draft at this place away."""
        if self._shelf.is_empty:
            return
        book = self._read()
        if book.pop(self._name(place.about, place.key), None) is not None:
            self._shelf.write(book)

    def drop_all(self, about: str) -> None:
        """Throw away every draft about this."""
        for place, _entry in list(self._own()):
            if place.about == about:
                self.drop(place)

    def settle(self, about: str, settled: Settled) -> None:
        """As `actions.drafts.settle_draft`."""
        place = Place(about, settled.key)
        standing = self.at(place)
        if standing and (standing.version == settled.version or standing.page == settled.page):
            self.drop(place)

    def everything(self) -> list[tuple[Place, Kept]]:
        """All of this writer's."""
        return [(place, _kept(entry)) for place, entry in self._own()]

    def wipe(self) -> None:
        """Throw all of this writer's away."""
        for place, _entry in list(self._own()):
            self.drop(place)

    def _own(self) -> Iterator[tuple[Place, dict[str, Any]]]:
        for entry in self._read().values():
            if entry["who"] == self._who:
                yield Place(entry["about"], entry["key"], entry["revision"]), entry

    def _read(self) -> dict[str, dict[str, Any]]:
        """What stands here; nothing where it does not open, which is left as it is."""
        try:
            return self._shelf.read()
        except DecryptionError:
            return {}

    def _name(self, about: str, key: str) -> str:
        return "|".join((self._who, about, key))


def _kept(entry: dict[str, Any]) -> Kept:
    return Kept(entry["fields"], entry["version"], datetime.fromisoformat(entry["at"]), uuid.UUID(entry["page"]))
