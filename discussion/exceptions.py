"""Why something in a discussion is refused, in words for the person who asked."""


class Refused(Exception):
    """The text says why, in the person's language."""


class AccountNeeded(Refused):
    """Writing takes an account."""


class NotInAudience(Refused):
    """The thread is for other people."""


class NotYours(Refused):
    """Only its writer may do this."""


class Gone(Refused):
    """The post is withdrawn or hidden."""


class TooLate(Refused):
    """The text is no longer kept."""


class YourOwn(Refused):
    """One does not report oneself: withdraw instead."""


class NotAnEditor(Refused):
    """Only editors decide about reports and tags."""


class WordNotUsed(Refused):
    """The word can set people apart; the guide has something to say about it."""
