"""Why the workshop says no. The reason is fit for the person who reads it."""


class WorkshopRefusal(Exception):
    """Something with a method is not possible."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NotYourMethod(WorkshopRefusal):
    """This person may not do this."""


class NotReady(WorkshopRefusal):
    """The method is not at the point for this."""


class StaleMethod(WorkshopRefusal):
    """Somebody else saved since this page was opened."""
