"""A proposal, what was decided about it, and the recording that came with it."""

from proposals.models.decision import Decision
from proposals.models.proposal import AFTER_DECLINE, AFTER_PUBLISH, LEFT_ALONE, Proposal
from proposals.models.recording import PENDING, Recording

__all__ = ["AFTER_DECLINE", "AFTER_PUBLISH", "LEFT_ALONE", "PENDING", "Decision", "Proposal", "Recording"]
