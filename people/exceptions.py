"""Why something is refused, in words for the person who asked."""


class NotAllowed(Exception):
    """This person may not do this. The text says why, in their language."""


class InvitationClosed(Exception):
    """This invitation cannot be accepted any more, or not by this person. The text says why and what to do."""


class InvitationUnknown(InvitationClosed):
    """No invitation has this link."""


class InvitationExpired(InvitationClosed):
    """It was not accepted within its week."""


class InvitationUsed(InvitationClosed):
    """Somebody accepted it already."""


class InvitationWithdrawn(InvitationClosed):
    """The one who invited took it back."""


class InvitationForSomebodyElse(InvitationClosed):
    """It was sent to another address than that of the account that opens it."""


class CircleFull(NotAllowed):
    """A circle holds twelve people at most."""


class LastAdmin(NotAllowed):
    """A group with members keeps at least one admin."""
