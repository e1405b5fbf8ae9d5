"""What every change has in common: the version that was seen, the step that is written down, the mail that follows."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from people.leftovers import empty_write_ahead_log
from people.models import User
from proposals.enums import MOVES, Move
from proposals.exceptions import StaleProposal
from proposals.models import AFTER_DECLINE, AFTER_PUBLISH, LEFT_ALONE, Decision, Proposal
from proposals.told import Told
from reflection.models import new_data_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT_FOR: dict[Move, timedelta] = {Move.DECLINE: AFTER_DECLINE, Move.PUBLISH: AFTER_PUBLISH}


def seen(pk: uuid.UUID, version: int) -> Proposal:
    """This proposal, locked, where this is still the version that was seen. Raises StaleProposal."""
    found: Proposal | None = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("data_key")
        .filter(pk=pk, version=version)
        .first()
    )
    if found is None:
        raise StaleProposal
    return found


def save(proposal: Proposal, told: Told, *, kept_for: timedelta = LEFT_ALONE) -> None:
    """Seal what stands in it now; the version counts up."""
    assert proposal.data_key is not None  # it was opened with it
    proposal.seal(told.as_text(), proposal.data_key)
    proposal.version += 1
    proposal.changed_at = timezone.now()
    proposal.shred_at = proposal.changed_at + kept_for
    proposal.save()


def move(proposal: Proposal, how: Move, told: Told, *, by: User, reason: str = "") -> Decision:
    """Take the step, write it down with its reason, and tell who proposed it that something happened. Checks nothing."""
    proposal.stand = MOVES[proposal.where, how]
    save(proposal, told, kept_for=KEPT_FOR.get(how, LEFT_ALONE))
    decision = Decision(proposal=proposal, move=how, decided_by=by)
    decision.seal(reason.strip(), new_data_key())
    decision.save(force_insert=True)
    if how != Move.ANSWER:
        from proposals.mail import announce  # the task needs these actions' models first

        transaction.on_commit(lambda: announce.enqueue(str(proposal.pk)))
    return decision


def shred(rows: "QuerySet[Any]") -> int:
    """Delete these proposals with everything that hangs on them, each with its key; how many there were."""
    gone = list(rows)
    for proposal in gone:
        proposal.delete()
    if gone:
        transaction.on_commit(empty_write_ahead_log)
    return len(gone)


def delete_recordings(rows: "QuerySet[Any]") -> int:
    """Delete these recordings, each with its key; how many there were."""
    gone = list(rows.defer("sealed"))
    for recording in gone:
        recording.delete()
    if gone:
        transaction.on_commit(empty_write_ahead_log)
    return len(gone)
