"""How far the reading of a case is, as the rules for publishing look at it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """What was decided about a case so far."""

    is_asked: bool = True
    """Whether a first publication through the editor is what is looked at, or a later one after the time of its reviews.
    What was published before, or was loaded from a file by who runs the site, is not held back for it; a veto always
    is."""
    practice: int = 0
    experience: int = 0
    """Readers by experience who let it pass, the young ones among them."""
    young: int = 0
    guide: int = 0
    vetoes: int = 0
    """Vetoes on the portrayal that nobody lifted."""
    too_old: int = 0
    """Good reviews that are longer ago than a review holds."""
    other_text: int = 0
    """Good reviews of a text that changed since."""
    has_consent: bool = True
    """Whether there is a consent that holds. Asked only where a case tells somebody's own story."""
    is_withdrawn: bool = False
    """Whether somebody took their consent back, here or at the case that this one was copied from."""
    owes_consent: bool = False
    """Whether it was copied from somebody's own story."""


NOT_ASKED = Standing(is_asked=False)
"""A case that nobody has to read first: a content file, and what is only measured."""
