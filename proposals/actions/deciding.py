"""What the editors do: take up, ask back, decline, write along, decide about words."""

import uuid
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from cases.traces.passages import words
from people.models import User
from proposals.actions.changing import delete_recordings, move, save, seen
from proposals.checks import open_traces
from proposals.enums import Move
from proposals.exceptions import ReasonNeeded, StaleProposal
from proposals.models import Proposal, Recording
from proposals.queries import told_in
from proposals.rules import check_move, check_write_along


@transaction.atomic
def take_up(*, by: User, pk: uuid.UUID, version: int, reason: str) -> Proposal:
    """Begin to write along: what was told becomes the first version of the record. Raises StaleProposal or a refusal."""
    proposal = seen(pk, version)
    check_move(by, proposal, Move.TAKE_UP, reason)
    told = told_in(proposal)
    told.begin_record()
    move(proposal, Move.TAKE_UP, told, by=by, reason=reason)
    return proposal


@transaction.atomic
def ask_back(*, by: User, pk: uuid.UUID, version: int, reason: str) -> Proposal:
    """Ask who proposed it to complete something; what the editors wrote stays."""
    proposal = seen(pk, version)
    check_move(by, proposal, Move.ASK_BACK, reason)
    move(proposal, Move.ASK_BACK, told_in(proposal), by=by, reason=reason)
    return proposal


@transaction.atomic
def decline(*, by: User, pk: uuid.UUID, version: int, reason: str) -> Proposal:
    """Do not take it up. The recording goes at once; who proposed it can read their text and the reason for a while."""
    proposal = seen(pk, version)
    check_move(by, proposal, Move.DECLINE, reason)
    move(proposal, Move.DECLINE, told_in(proposal), by=by, reason=reason)
    delete_recordings(Recording.objects.filter(proposal=proposal))
    return proposal


@transaction.atomic
def write_record(
    *, by: User, pk: uuid.UUID, version: int, record: Mapping[str, str], concepts: Collection[str]
) -> Proposal:
    """Put this in the place of what the editors wrote. Raises StaleProposal."""
    proposal = seen(pk, version)
    check_write_along(by, proposal)
    told = told_in(proposal)
    told.record, told.concepts = dict(record), list(concepts)
    save(proposal, told)
    return proposal


@transaction.atomic
def decide_about_words(
    *, by: User, pk: uuid.UUID, version: int, quote: str, other: str = "", reason: str = ""
) -> Proposal:
    """Put other words in the place of these, or let them stand for a reason. Raises ReasonNeeded where neither is said,
    StaleProposal where nothing is asked about these words."""
    proposal = seen(pk, version)
    check_write_along(by, proposal)
    told = told_in(proposal)
    if quote not in {trace.quote for trace in open_traces(told, proposal.language)}:
        raise StaleProposal  # decided about meanwhile, or never asked
    if other.strip():
        told.put(quote, other.strip())
        for trace in open_traces(told, proposal.language):
            if words(trace.quote).search(other):
                told.kept[trace.quote] = _("Verzonnen: staat in de plaats van iets anders.")
    elif reason.strip():
        told.kept[quote] = reason.strip()
    else:
        raise ReasonNeeded(_("Schrijf wat er in de plaats komt, of waarom dit mag blijven staan."))
    save(proposal, told)
    return proposal
