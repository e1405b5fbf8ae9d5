"""Why something about search is refused, with a reason for the person."""


class NotAnEditor(Exception):
    """Only editors keep the words that people ask by."""
