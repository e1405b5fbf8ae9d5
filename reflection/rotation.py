"""Moving everything that a server key seals to the newest one, and telling what no key opens.

Rooms that seal something under a server key register it in their apps.py:

    register_sealed("Second factors", names_in_use=…, opens=…, rotate=…)

Reading goes on meanwhile: a row names its server key and is replaced in one statement, and every process that
reads has the old key and the new one (docs/how-to/keys.md says in which order).
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction

from reflection import encryption
from reflection.models import DataKey
from reflection.notebook.visitor import SESSION_KEY

BATCH = 200
"""Rows per transaction: short enough that nobody who writes meanwhile waits for long."""


FEW = 3


@dataclass
class Turn:
    """What one walk over one kind of rows did."""

    moved: int = 0
    already: int = 0
    stuck: int = 0
    """Rows that no key in FIELD_KEYS opens; they are left as they were."""


@dataclass(frozen=True)
class Sealed:
    """A kind of row that is sealed under a server key."""

    label: str
    in_use: Callable[[], Mapping[str, Sequence[Any]]]
    """Per name of a server key that seals rows of this kind: a few such rows."""
    opens: Callable[[Any], object]
    """Opens such a row. Raises DecryptionError."""
    rotate: Callable[[], Turn]
    watched: bool
    """Whether the health check tries one at every turn; not where finding one means reading every row."""


_kinds: list[Sealed] = []


def register_sealed(
    label: str,
    *,
    in_use: Callable[[], Mapping[str, Sequence[Any]]],
    opens: Callable[[Any], object],
    rotate: Callable[[], Turn],
    watched: bool = True,
) -> None:
    """Let rotation and the health check know of this kind of rows. Once per label."""
    if label not in {kind.label for kind in _kinds}:
        _kinds.append(Sealed(label, in_use, opens, rotate, watched))


def kinds() -> tuple[Sealed, ...]:
    """Everything that is sealed under a server key, by label."""
    return tuple(sorted(_kinds, key=lambda kind: kind.label))


def batches(rows: "models.QuerySet[Any]") -> Iterator[tuple[Any, ...]]:
    """The primary keys of these rows, a transaction's worth at a time."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield tuple(keys[start : start + BATCH])


def unopenable(*, thorough: bool = True) -> list[str]:
    """One sentence per kind and server key that does not open what it sealed; [] is well.

    Tries a few rows of each: where one opens the key is right, and another that does not is damaged by itself.
    """
    found = []
    for kind in kinds():
        if not (kind.watched or thorough):
            continue
        for name, rows in kind.in_use().items():
            if any(_opens(kind, row) for row in rows):
                continue
            known = name in {key.name for key in encryption.server_keys()}
            what = "has other bytes now than when it sealed them" if known else "is not in FIELD_KEYS"
            found.append(f"{kind.label} cannot be opened: their server key {name!r} {what}.")
    return found


def _opens(kind: Sealed, row: Any) -> bool:
    try:
        kind.opens(row)
    except encryption.DecryptionError:
        return False
    return True


def data_keys_in_use() -> dict[str, list[DataKey]]:
    """Per server key: a few data keys that it wraps."""
    names = DataKey.objects.order_by().values_list("server_key", flat=True).distinct()
    return {name: list(DataKey.objects.filter(server_key=name).order_by("created_at")[:FEW]) for name in names}


def rotate_data_keys() -> Turn:
    """Wrap the data key of every person and session by the newest server key."""
    turn, newest = Turn(), encryption.server_keys()[0].name
    turn.already = DataKey.objects.filter(server_key=newest).count()
    for scopes in batches(DataKey.objects.exclude(server_key=newest)):
        with transaction.atomic():
            for row in DataKey.objects.select_for_update().filter(pk__in=scopes):
                try:
                    row.server_key, row.wrapped = encryption.rewrap(row.server_key, bytes(row.wrapped), str(row.scope))
                except encryption.DecryptionError:
                    turn.stuck += 1
                    continue
                row.save(update_fields=["server_key", "wrapped"])
                turn.moved += 1
    return turn


def visits_in_use() -> dict[str, list[dict[str, str]]]:
    """Per server key: the notebooks of visitors' sessions that it seals."""
    found: dict[str, list[dict[str, str]]] = {}
    for session in Session.objects.iterator():
        notebook = session.get_decoded().get(SESSION_KEY)
        if notebook:
            found.setdefault(notebook["server_key"], []).append(notebook)
    return found


def open_visit(notebook: Mapping[str, str]) -> bytes:
    """The data key of a visitor's notebook. Raises DecryptionError."""
    return encryption.unwrap(notebook["server_key"], base64.b64decode(notebook["wrapped"]), notebook["scope"])


def rotate_visits() -> Turn:
    """Wrap the key of every visitor's notebook by the newest server key.

    A request that began before and ends after writes its session back with the old wrapping; walk again.
    """
    turn = Turn()
    for keys in batches(Session.objects.all()):
        with transaction.atomic():
            for session in Session.objects.select_for_update().filter(pk__in=keys):
                _rotate_visit(session, turn)
    return turn


def _rotate_visit(session: Session, turn: Turn) -> None:
    content = session.get_decoded()
    notebook = content.get(SESSION_KEY)
    if not notebook:
        return
    if notebook["server_key"] == encryption.server_keys()[0].name:
        turn.already += 1
        return
    try:
        name, wrapped = encryption.rewrap(
            notebook["server_key"], base64.b64decode(notebook["wrapped"]), notebook["scope"]
        )
    except encryption.DecryptionError:
        turn.stuck += 1
        return
    content[SESSION_KEY] = {**notebook, "server_key": name, "wrapped": base64.b64encode(wrapped).decode()}
    session.session_data = SessionStore().encode(content)
    session.save(update_fields=["session_data"])
    turn.moved += 1
