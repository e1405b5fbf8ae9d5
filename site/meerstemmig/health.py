"""Whether what serves, serves: one check per part, each with a word about its state."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from intervision import health as live_hub
from meerstemmig.models import ALIVE_WITHIN, WorkerBeat
from reflection.rotation import unopenable
from search import health as search_index

logger = logging.getLogger(__name__)

PROBE = "healthz"
"""The row that is written; never a worker, since its time is always past believing. Workers clear it away."""
PATIENCE_MS = 2000
"""How long it waits for its turn to write: whoever watches wants an answer."""

Check = Callable[[], dict[str, Any]]


def database() -> dict[str, Any]:
    """A read and a small write, and what the database is. Only what is committed shows that the disk has room."""
    with _waiting_briefly():
        WorkerBeat.objects.update_or_create(worker_id=PROBE, defaults={"beat_at": timezone.now() - 2 * ALIVE_WITHIN})
    return {"ok": True, "vendor": connection.vendor}


@contextmanager
def _waiting_briefly() -> Iterator[None]:
    """A transaction that gives up sooner than the site's own, which wait for 20 seconds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            (usual,) = cursor.fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
        else:
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
                yield


def worker() -> dict[str, Any]:
    """Whether a background worker gave a sign of life, and how long ago."""
    latest = WorkerBeat.objects.alive().order_by("-beat_at").first()
    if latest is None:
        return {"ok": False, "reason": "no background worker gave a sign of life"}
    return {"ok": True, "seconds_ago": int((timezone.now() - latest.beat_at).total_seconds())}


def keys() -> dict[str, Any]:
    """Whether what people wrote opens with the server keys that are here; one sentence where it does not."""
    told = unopenable(thorough=False)
    return {"ok": False, "reason": " ".join(told)} if told else {"ok": True}


CHECKS: dict[str, Check] = {
    "database": database,
    "keys": keys,
    "search": search_index.check,
    "worker": worker,
    "live": live_hub.check,
}


def state() -> tuple[bool, dict[str, dict[str, Any]]]:
    """Whether every part serves, and each part's state. A check that fails is told by kind, never with its message."""
    parts: dict[str, dict[str, Any]] = {}
    for name, check in CHECKS.items():
        try:
            parts[name] = check()
        except Exception as error:  # noqa: BLE001 - whatever breaks, the answer is "not ok"
            logger.warning("Health check %s failed: %s", name, type(error).__name__)
            parts[name] = {"ok": False, "reason": type(error).__name__}
    return all(part["ok"] for part in parts.values()), parts
