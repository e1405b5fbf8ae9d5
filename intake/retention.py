"""Raw situations go by themselves, whether they became a draft or nobody works on them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from intake.actions import shred
from intake.models import AFTER_DRAFT, LEFT_ALONE, Situation
from people.retention import register_rule


def due(now: datetime) -> "QuerySet[Any]":
    """Those whose day has come."""
    found: QuerySet[Any] = Situation.objects.filter(shred_at__lte=now)
    return found


def register() -> None:
    """Called when the apps are ready."""
    register_rule(
        "intake.Situation",
        f"{AFTER_DRAFT.days} days after it became a draft, or {LEFT_ALONE.days} days after it was last worked on",
        find=due,
        end=shred,
    )
