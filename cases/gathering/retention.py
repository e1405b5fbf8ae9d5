"""A case that a group reads closes by itself, and with it who is how far."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cases.gathering.actions import end
from cases.models import Gathering
from people.retention import register_rule

AFTER_THE_DAY = timedelta(days=30)
WITHOUT_A_DAY = timedelta(days=180)


def due(now: datetime) -> "QuerySet[Any]":
    """Those that nobody waits for any more."""
    met = Q(meets_on__lt=(now - AFTER_THE_DAY).date())
    forgotten = Q(meets_on=None, opened_at__lt=now - WITHOUT_A_DAY)
    found: QuerySet[Any] = Gathering.objects.filter(met | forgotten, closed_at=None)
    return found


def end_all(rows: "QuerySet[Any]") -> None:
    """Close these."""
    for gathering in rows:
        end(gathering)


def register() -> None:
    """Called when the apps are ready."""
    register_rule(
        "cases.Gathering",
        f"{AFTER_THE_DAY.days} days after they met, or {WITHOUT_A_DAY.days} days after it was opened without a day",
        find=due,
        end=end_all,
    )
