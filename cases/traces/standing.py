"""How recognisable somebody is in a case, and what that asks before publishing. Looks at no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from deidentification.labels import Label


class Level(models.TextChoices):
    """How easily somebody who knows the people would see whom a text is about."""

    LOW = "laag", _("laag")
    MEDIUM = "midden", _("midden")
    HIGH = "hoog", _("hoog")


class Decision(models.TextChoices):
    """What a person said about words that stay as they are."""

    STAYS = "blijft", _("Blijft staan")
    NOBODY = "niemand", _("Gaat over niemand")


DIRECT = frozenset(
    {Label.PHONE, Label.EMAIL, Label.HANDLE, Label.ADDRESS, Label.CASE, Label.NN, Label.BSN, Label.IBAN, Label.PLATE}
)
"""One of these leads to somebody by itself."""
_WHERE = frozenset({Label.PLACE, Label.SCHOOL, Label.FACILITY, Label.POSTCODE})
_NARROWING = _WHERE | {Label.DATE, Label.AGE}


def level_of(labels: Iterable[str]) -> Level:
    """The level of a text in which these kinds stand: what is unusual weighs more where a place stands beside it."""
    kinds = {Label(label) for label in labels}
    if kinds & DIRECT or (Label.QUASI in kinds and kinds & _WHERE) or len(kinds & _NARROWING) >= 4:
        return Level.HIGH
    if Label.QUASI in kinds or len(kinds & _NARROWING) >= 2:
        return Level.MEDIUM
    return Level.LOW


@dataclass(frozen=True)
class TraceStanding:
    """How far the search for traces of somebody is, for one draft."""

    searched: bool = False
    current: bool = False
    """The text is still the one that was searched."""
    undecided: int = 0
    level: Level = Level.LOW
    agreed: bool = False
    """Somebody else looked at this very text and agreed."""

    @property
    def asks(self) -> str | Promise:
        """What stands between this draft and publishing, for the writer; empty where nothing does."""
        if not self.searched:
            return _("Er is nog niet gezocht naar wat iemand herkenbaar maakt. Bewaar het ontwerp, dan gebeurt dat.")
        if not self.current:
            return _(
                "De tekst is veranderd sinds er gezocht is naar wat iemand herkenbaar maakt. Bewaar het ontwerp en kijk dan bij 'Herkenbaarheid'."
            )
        if self.undecided:
            return ngettext_lazy(
                "Er staat %(count)d plek in de tekst die iemand herkenbaar kan maken. Beslis erover bij 'Herkenbaarheid'.",
                "Er staan %(count)d plekken in de tekst die iemand herkenbaar kunnen maken. Beslis erover bij 'Herkenbaarheid'.",
                self.undecided,
            ) % {"count": self.undecided}
        if self.level is Level.HIGH and not self.agreed:
            return _("Iemand is in deze tekst goed te herkennen. Een tweede persoon moet meekijken en akkoord gaan.")
        return ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to decide."""
        return not self.asks
