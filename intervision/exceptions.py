"""Why the room says no. The reason is fit for the person who reads it."""

from typing import ClassVar


class RoomRefusal(Exception):
    """Something in a session is not possible now, or not from this chair."""

    status: ClassVar[int] = 403

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(type(self).__name__)  # the reason may hold a name; logs hold none


class NotYourPlace(RoomRefusal):
    """This chair has no right to do this."""


class NotNow(RoomRefusal):
    """The session is not at the moment for this."""

    status = 409


class OvertakenByOther(RoomRefusal):
    """Somebody else changed the course between looking and clicking."""

    status = 409


class StillWriting(RoomRefusal):
    """Some have not said that they are done. Pressing again goes on all the same."""

    status = 409


class TextRefused(RoomRefusal):
    """The text itself cannot be taken: empty or too long."""

    status = 422


class StaleDraft(RoomRefusal):
    """Something newer stands in another tab than the writer saw. `standing` is this same person's own text."""

    status = 409

    def __init__(self, reason: str, *, standing: str, version: int) -> None:
        self.standing, self.version = standing, version
        super().__init__(reason)
