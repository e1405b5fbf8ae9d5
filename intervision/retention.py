"""What is left of sessions that nobody closed: their keys go when their texts do."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from intervision.actions.closing import let_go, throw_away
from intervision.enums import GUEST_KINDS, Status
from intervision.models import CancelledSession, SafetyAnswer, Seat, Session
from people.leftovers import empty_write_ahead_log
from people.retention import register_rule

OPEN_FOR = timedelta(days=30)
"""After it last went on; the same as the declarations of what is written in it say."""
PRACTICE_FOR = timedelta(hours=24)
"""After it began; who practises is told so."""
TOLD_FOR = timedelta(days=90)
WAITED_FOR = timedelta(days=2)


def never_closed(now: datetime) -> "QuerySet[Any]":
    """Sessions that still have a key, long after they last went on; one that never began, after its hour."""
    last = Coalesce("went_on_at", "phase_started_at", "starts_at")
    return Session.objects.annotate(last=last).filter(data_key__isnull=False, last__lt=now - OPEN_FOR)


def practices_over(now: datetime) -> "QuerySet[Any]":
    """Practices of a day ago, and those whose only person is gone."""
    over = Q(created_at__lt=now - PRACTICE_FOR) | ~Q(seats__person__isnull=False)
    return Session.objects.filter(over, is_practice=True)


def long_cancelled(now: datetime) -> "QuerySet[Any]":
    """Cancelled sessions that every calendar has had the time to hear of."""
    return CancelledSession.objects.filter(starts_at__lt=now - TOLD_FOR)


def late_guests(now: datetime) -> "QuerySet[Any]":
    """Chairs of guests of a session that never began."""
    never = Seat.objects.filter(session__status=Status.PLANNED, session__starts_at__lt=now - WAITED_FOR)
    return never.filter(kind__in=GUEST_KINDS)


def late_answers(now: datetime) -> "QuerySet[Any]":
    """What people answered before a session that never began."""
    return SafetyAnswer.objects.filter(seat__session__starts_at__lt=now - WAITED_FOR)


def shred(rows: "QuerySet[Any]") -> None:
    """Delete these answers, each with its key."""
    transaction.on_commit(empty_write_ahead_log)
    for each in list(rows.select_related("data_key")):
        each.delete()


def register() -> None:
    """Called when the apps are ready."""
    register_rule(
        "intervision.Session",
        f"never closed, {OPEN_FOR.days} days after it last went on: its key and all that was written in it",
        find=never_closed,
        end=let_go,
    )
    register_rule(
        "intervision.Session",
        f"a practice, {PRACTICE_FOR.days * 24} hours after it began: with everything in it, and that it was",
        find=practices_over,
        end=throw_away,
    )
    register_rule(
        "intervision.Seat",
        f"of guests, {WAITED_FOR.days} days after the hour of a session that never began; else with its text",
        find=late_guests,
        end=lambda rows: rows.delete(),
    )
    register_rule(
        "intervision.SafetyAnswer",
        f"{WAITED_FOR.days} days after the hour of a session that never began; else at its start",
        find=late_answers,
        end=shred,
    )
    register_rule(
        "intervision.CancelledSession",
        f"{TOLD_FOR.days} days after the hour at which it would have been",
        find=long_cancelled,
        end=lambda rows: rows.delete(),
    )
