"""How search is doing, for /healthz."""

from typing import Any

from django.utils import timezone

from search.engines import engine
from search.engines.base import EngineUnavailable, IndexMissing
from search.models import DirtyDocument

WAITING_TOO_LONG = 300
"""Seconds after which an unindexed change means that nobody is indexing."""


def check() -> dict[str, Any]:
    """`ok`, and the numbers behind it: which engine, its documents and generation, how long the oldest change waits."""
    oldest = DirtyDocument.objects.order_by("pk").values_list("marked_at", flat=True).first()
    waits = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    told = {"engine": engine().name, "oldest_change_seconds": waits}
    try:
        state = engine().health()
    except (IndexMissing, EngineUnavailable) as trouble:
        return {"ok": False, "reason": type(trouble).__name__, "documents": 0, "generation": None, **told}
    return {
        "ok": waits < WAITING_TOO_LONG,
        "documents": state.documents,
        "generation": state.generation,
        **told,
    }
