"""Why something about a proposal cannot be done. The text is fit for the person."""


class ProposalRefused(Exception):
    """The base of these reasons."""


class NotYours(ProposalRefused):
    """Somebody else does this."""


class NotNow(ProposalRefused):
    """Not from where the proposal stands."""


class ReasonNeeded(ProposalRefused):
    """A decision without a word for who proposed it."""


class NotYet(ProposalRefused):
    """Something is missing before it can be published."""


class StaleProposal(Exception):
    """It changed since it was seen, or is gone. Nothing was stored."""
