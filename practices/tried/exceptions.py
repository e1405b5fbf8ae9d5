"""Why something about reports cannot be done. The text is fit for the person."""


class TriedRefused(Exception):
    """The base of these reasons."""


class NotTheEditors(TriedRefused):
    """Editors decide about steps of the ladder."""


class NotYet(TriedRefused):
    """The practice cannot move to that step now."""
