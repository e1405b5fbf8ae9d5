"""A sealed thing in a session: its key stands, wrapped, beside it, and ends with the session."""

import base64
import json
import uuid
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from reflection import encryption


class Shelf:
    """One value in a session, of things that JSON can hold. Whoever has only the database reads nothing."""

    def __init__(self, session: SessionBase, name: str) -> None:
        self._session, self._name = session, name

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here. Opens nothing."""
        return self._name not in self._session

    def read(self) -> dict[str, Any]:
        """What stands here. Raises DecryptionError where the server key is gone or wrong."""
        stored = self._session.get(self._name)
        if stored is None:
            return {}
        plain = encryption.decrypt(self._key(stored), base64.b64decode(stored["sealed"]), stored["scope"])
        found: dict[str, Any] = json.loads(plain)
        return found

    def write(self, value: dict[str, Any]) -> None:
        """Put this in its place; nothing at all where there is nothing."""
        if not value:
            self.wipe()
            return
        stored = self._session.get(self._name)
        if stored is None:
            scope = str(uuid.uuid4())
            server_key, wrapped = encryption.new_wrapped_key(scope)
            stored = {"scope": scope, "server_key": server_key, "wrapped": base64.b64encode(wrapped).decode()}
        sealed = encryption.encrypt(self._key(stored), json.dumps(value).encode(), stored["scope"])
        self._session[self._name] = {**stored, "sealed": base64.b64encode(sealed).decode()}

    def wipe(self) -> None:
        """Take it away, with its key."""
        self._session.pop(self._name, None)

    def _key(self, stored: dict[str, str]) -> bytes:
        return encryption.unwrap(stored["server_key"], base64.b64decode(stored["wrapped"]), stored["scope"])
