"""Reads of proposals. Sealed words are opened only for who may read them: the callers ask `rules` first."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases.models import Review
from cases.review.queries import Told as Said
from cases.review.queries import counted, told_of, words_of
from cases.review.standing import Standing
from people.models import User
from practices.models import PracticePage
from proposals.checks import open_traces
from proposals.enums import BY_EDITORS, Move, Stand
from proposals.models import Decision, Proposal, Recording
from proposals.requirements import Requirement, requirements_of
from proposals.told import Told
from reflection.encryption import DecryptionError, ServerKeysError
from reflection.origins import Origin, describe_origins


@dataclass(frozen=True)
class Listed:
    """A proposal in a list."""

    proposal: Proposal
    title: str

    @property
    def where(self) -> Stand:
        return self.proposal.where


@dataclass(frozen=True)
class Happened:
    """One step in its life, as who proposed it reads it."""

    move: Move
    at: datetime
    reason: str

    @property
    def label(self) -> object:
        return self.move.label

    @property
    def by_editors(self) -> bool:
        """Whether the editors did it."""
        return self.move in BY_EDITORS


def proposals_of(person: User) -> list[Listed]:
    """What this person proposed, last first. One query, however many."""
    return _listed(Proposal.objects.of(person).select_related("data_key").order_by("-submitted_at", "-pk"))


def origin_of(person: User, told: Told) -> Origin | None:
    """Where it came from, for who may see that; None where it came from nowhere. At most two queries."""
    found = describe_origins(person, [told.came_from])[told.came_from] if told.came_from else None
    return found if found is not None and found.url else None


def waiting() -> list[Listed]:
    """What somebody works on, longest waiting first: for the editors. One query."""
    return _listed(Proposal.objects.open().select_related("data_key").order_by("changed_at", "pk"))


def lately_done(most: int = 20) -> list[Listed]:
    """What was decided lately, last first: for the editors. One query."""
    rows = Proposal.objects.exclude(pk__in=Proposal.objects.open()).select_related("data_key")
    return _listed(rows.order_by("-changed_at", "pk")[:most])


def proposal_for(pk: uuid.UUID) -> Proposal | None:
    """This proposal, whoever asks: the caller asks the rules."""
    found: Proposal | None = Proposal.objects.select_related("data_key").filter(pk=pk).first()
    return found


def told_in(proposal: Proposal) -> Told:
    """What stands in it. Raises DecryptionError where it does not open: a page says so, and nothing is written over."""
    return Told.from_text(proposal.open())


def happened_to(proposal: Proposal) -> list[Happened]:
    """Everything that was decided, first to last, with its reason. One query."""
    rows = Decision.objects.filter(proposal=proposal).select_related("data_key")
    return [Happened(Move(row.move), row.decided_at, words_of(row)) for row in rows]


def standing_of(proposal: Proposal, told: Told) -> Standing:
    """How far the reading by others is, of the words that stand in it now. One query."""
    return counted(Review.objects.filter(case_key=proposal.pk).defer("sealed"), is_asked=True, stands=told.digest)


def said_of(proposal: Proposal, told: Told) -> list[Said]:
    """What readers said, by role: for the editors and who proposed it."""
    return told_of(proposal.pk, stands=told.digest)


def requirements_for(proposal: Proposal, told: Told) -> list[Requirement]:
    """What publishing asks of this one. One query."""
    return requirements_of(
        told.record,
        open_questions=len(open_traces(told, proposal.language)),
        standing=standing_of(proposal, told),
    )


def was_sent(person: User, operation: uuid.UUID) -> bool:
    """Whether this form of theirs came in before."""
    return bool(Proposal.objects.of(person).filter(operation=operation).exists())


def waiting_recording_of(person: User) -> Recording | None:
    """What this person recorded for a form that was not sent yet."""
    found: Recording | None = Recording.objects.waiting_of(person).defer("sealed").first()
    return found


def recording_of(proposal: Proposal) -> Recording | None:
    """The recording that came with it, while it is there."""
    return Recording.objects.filter(proposal=proposal).defer("sealed").first()


def page_of(proposal: Proposal) -> PracticePage | None:
    """The page that it became, where that is still there."""
    if proposal.page_id is None:
        return None
    found: PracticePage | None = PracticePage.objects.filter(pk=proposal.page_id).select_related("locale").first()
    return found


def _listed(rows: Iterable[Proposal]) -> list[Listed]:
    return [Listed(row, title_of(row)) for row in rows]


def title_of(row: Proposal) -> str:
    """What to call it, also where it does not open."""
    try:
        return told_in(row).title
    except (DecryptionError, ServerKeysError):  # one row that does not open keeps no other shut
        return _("Niet te lezen")
