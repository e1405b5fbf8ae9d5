"""The notebook of somebody without an account: in their session, sealed, gone when the session ends."""

import json
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.translation import gettext as _

from reflection.drafts import Fields, Kept, Place, Settled
from reflection.notebook.base import Note, Notebook, NotebookFullError, Value
from reflection.notebook.session_drafts import SessionDrafts
from reflection.notebook.shelf import Shelf

SESSION_KEY = "notebook"
MOST_BYTES = 96 * 1024
"""All notes of one visitor together. A session is read on every request, and nobody asked who this is."""


class VisitorNotebook(Notebook):
    """Keeps the latest note per prompt.

    Sessions lie in our database, so the notes are sealed there too (`Shelf`); ending the session erases them.
    Where the server key does not fit, reading and writing raise DecryptionError and nothing is thrown away: the
    page that then answers (`unreadable.html`) lets the visitor decide.
    """

    def __init__(self, session: SessionBase) -> None:
        self._shelf = Shelf(session, SESSION_KEY)
        self.drafts = SessionDrafts(session)

    @property
    def is_empty(self) -> bool:
        """Whether this visitor wrote nothing, or threw it all away."""
        return self._shelf.is_empty and self.drafts.is_empty

    def notes_of(self, abouts: Collection[str]) -> dict[str, dict[str, Note]]:
        book = self._read()
        return {
            about: {
                part: Note(entry["value"], datetime.fromisoformat(entry["at"]), entry["revision"])
                for part, entry in book.get(about, {}).items()
            }
            for about in abouts
        }

    def write_all(
        self,
        about: str,
        values: Mapping[str, Value],
        *,
        operation: uuid.UUID | None = None,
        revision: int | None = None,
        settled: Settled | None = None,
    ) -> None:
        book = self._read()
        now = timezone.now().isoformat()
        # Taken out and put back, so that the latest object stands last.
        parts = book.pop(about, {})
        for part, value in values.items():
            parts[part] = {"value": dict(value), "at": now, "revision": revision}
        self._write({**book, about: parts})
        if settled is not None:
            self.drafts.settle(about, settled)

    def restart(self, about: str) -> None:
        self.drafts.drop_all(about)
        book = self._read()
        if book.pop(about, None) is not None:
            self._shelf.write(book)

    def started(self, kind: str) -> list[str]:
        return [about for about in reversed(self._read()) if about.startswith(f"{kind}:")]

    def draft(self, place: Place) -> Kept | None:
        return self.drafts.at(place)

    def keep_draft(self, place: Place, fields: Fields, *, seen: int, page: uuid.UUID) -> Kept:
        return self.drafts.keep(place, fields, seen=seen, page=page)

    def drop_draft(self, place: Place) -> None:
        self.drafts.drop(place)

    def everything(self) -> dict[str, dict[str, Note]]:
        """Every note of every object."""
        return {about: self.notes(about) for about in self._read()}

    def wipe(self) -> None:
        """Throw all of it away, drafts too."""
        self._shelf.wipe()
        self.drafts.wipe()

    def _read(self) -> dict[str, dict[str, Any]]:
        return self._shelf.read()

    def _write(self, book: dict[str, dict[str, Any]]) -> None:
        if len(json.dumps(book)) > MOST_BYTES:
            raise NotebookFullError(
                _("Je notities passen niet meer in dit bezoek. Meld je aan om verder te schrijven, of kort iets in.")
            )
        self._shelf.write(book)
