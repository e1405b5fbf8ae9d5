"""Why something about a review cannot be done. The text is fit for the person."""


class ReviewRefused(Exception):
    """The base of these reasons."""


class NotYourSeat(ReviewRefused):
    """Somebody else does this."""


class LinkOver(ReviewRefused):
    """The link was taken back, or its time is over."""


class ReasonNeeded(ReviewRefused):
    """A veto, or a talk after one, without a word."""


class NotAlone(ReviewRefused):
    """What one editor may not decide alone."""


class NoCorrection(ReviewRefused):
    """This is too much for a correction, or no longer the change that was looked at."""
