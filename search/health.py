"""How search is doing, for /healthz."""

from typing import Any

from django.utils import timezone

from search.engines import engine
from search.engines.base import IndexMissing
from search.models import DirtyDocument

WAITING_TOO_LONG = 300
"""Seconds after which an unindexed change means that nobody is indexing."""


def check() -> dict[str, Any]:
    """`ok` and the numbers behind it: documents, generation, and how long the oldest change waits."""
    oldest = DirtyDocument.objects.order_by("pk").values_list("marked_at", flat=True).first()
    waits = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    try:
        state = engine().health()
    except IndexMissing:
        return {"ok": False, "documents": 0, "generation": None, "oldest_change_seconds": waits}
    return {
        "ok": waits < WAITING_TOO_LONG,
        "documents": state.documents,
        "generation": state.generation,
        "oldest_change_seconds": waits,
    }
