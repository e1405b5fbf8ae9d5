"""Whether what serves, serves: one check per part, each with a word about its state."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils import timezone

from intervision import health as live_hub
from meerstemmig.models import WorkerBeat
from reflection.rotation import unopenable
from search import health as search_index

logger = logging.getLogger(__name__)

Check = Callable[[], dict[str, Any]]


def database() -> dict[str, Any]:
    """A read from the database, and what it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return {"ok": True, "vendor": connection.vendor}


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
