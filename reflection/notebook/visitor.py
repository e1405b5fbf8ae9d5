"""The notebook of somebody without an account: in their session, sealed, gone when the session ends."""

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.translation import gettext as _

from reflection import encryption
from reflection.notebook.base import Note, Notebook, NotebookFullError, Value

SESSION_KEY = "notebook"
MOST_BYTES = 96 * 1024
"""All notes of one visitor together. A session is read on every request, and nobody asked who this is."""


class VisitorNotebook(Notebook):
    """Keeps the latest note per prompt.

    Sessions lie in our database, so the notes are sealed there too, under a key that stands, wrapped, in the same
    session: whoever has only the database reads nothing, and ending the session erases key and notes at once.
    Where the server key does not fit, reading and writing raise DecryptionError and nothing is thrown away: the
    page that then answers (`unreadable.html`) lets the visitor decide.
    """

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    @property
    def is_empty(self) -> bool:
        """Whether this visitor wrote nothing, or threw it all away."""
        return SESSION_KEY not in self._session

    def notes(self, about: str) -> dict[str, Note]:
        return {
            part: Note(entry["value"], datetime.fromisoformat(entry["at"]), entry["revision"])
            for part, entry in self._read().get(about, {}).items()
        }

    def write_all(
        self,
        about: str,
        values: Mapping[str, Value],
        *,
        operation: uuid.UUID | None = None,
        revision: int | None = None,
    ) -> None:
        book = self._read()
        now = timezone.now().isoformat()
        # Taken out and put back, so that the latest object stands last.
        parts = book.pop(about, {})
        for part, value in values.items():
            parts[part] = {"value": dict(value), "at": now, "revision": revision}
        self._write({**book, about: parts})

    def restart(self, about: str) -> None:
        book = self._read()
        if book.pop(about, None) is None:
            return
        if book:
            self._write(book)
        else:
            self.wipe()

    def started(self, kind: str) -> list[str]:
        return [about for about in reversed(self._read()) if about.startswith(f"{kind}:")]

    def everything(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The value of every part of every object."""
        return {about: self.read_all(about) for about in self._read()}

    def wipe(self) -> None:
        """Throw all of it away."""
        self._session.pop(SESSION_KEY, None)

    def _read(self) -> dict[str, dict[str, Any]]:
        stored = self._session.get(SESSION_KEY)
        if stored is None:
            return {}
        key = encryption.unwrap(stored["server_key"], base64.b64decode(stored["wrapped"]), stored["scope"])
        plain = encryption.decrypt(key, base64.b64decode(stored["sealed"]), stored["scope"])
        book: dict[str, dict[str, Any]] = json.loads(plain)
        return book

    def _write(self, book: dict[str, dict[str, Any]]) -> None:
        plain = json.dumps(book).encode()
        if len(plain) > MOST_BYTES:
            raise NotebookFullError(
                _("Je notities passen niet meer in dit bezoek. Meld je aan om verder te schrijven, of kort iets in.")
            )
        stored = self._session.get(SESSION_KEY)
        if stored is None:
            scope = str(uuid.uuid4())
            server_key, wrapped = encryption.new_wrapped_key(scope)
            stored = {"scope": scope, "server_key": server_key, "wrapped": base64.b64encode(wrapped).decode()}
        key = encryption.unwrap(stored["server_key"], base64.b64decode(stored["wrapped"]), stored["scope"])
        sealed = encryption.encrypt(key, plain, stored["scope"])
        self._session[SESSION_KEY] = {**stored, "sealed": base64.b64encode(sealed).decode()}
