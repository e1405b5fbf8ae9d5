"""What stays of a decision when the editor who took it is erased, and when proposals and recordings go by themselves."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cases.review.forgetting import bury
from people.erasing import register_tombstone
from people.retention import register_rule
from proposals.actions.changing import delete_recordings, shred
from proposals.models import AFTER_DECLINE, AFTER_PUBLISH, LEFT_ALONE, PENDING, Decision, Proposal, Recording


def due(now: datetime) -> "QuerySet[Any]":
    """The proposals whose day has come."""
    found: QuerySet[Any] = Proposal.objects.filter(shred_at__lte=now)
    return found


def never_sent(now: datetime) -> "QuerySet[Any]":
    """Recordings that waited too long for their form."""
    found: QuerySet[Any] = Recording.objects.filter(proposal=None, kept_at__lte=now - PENDING)
    return found


def register() -> None:
    """Called when the apps are ready."""
    register_tombstone(Decision, bury)
    register_rule(
        "proposals.Proposal",
        f"{AFTER_PUBLISH.days} days after it became a page, {AFTER_DECLINE.days} after it was declined, "
        f"or {LEFT_ALONE.days} after it was last worked on",
        find=due,
        end=shred,
    )
    register_rule(
        "proposals.Recording", f"{PENDING.days} days after it was made, where the form was never sent",
        find=never_sent, end=delete_recordings,
    )  # fmt: skip
