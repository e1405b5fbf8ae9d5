"""What this room refuses. The text of each is fit for the person."""


class ShelfError(Exception):
    """It cannot be done now, for the reason in its text."""


class NothingToSave(ShelfError):
    """The question holds nothing that may be kept."""


class ShelfFull(ShelfError):
    """There are as many as one person may keep."""


class Stale(ShelfError):
    """Another version stands there than the one that was seen. Nothing was stored."""


class NotVisible(ShelfError):
    """The thing is not there, or not for this person."""


class NotYours(ShelfError):
    """Somebody else made it."""
