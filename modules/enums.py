"""The words of this room: how a unit is done, how far someone is in it, what a scale offers."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class UnitForm(models.TextChoices):
    """With whom a unit is done. The value is what content files write after `vorm:`."""

    ALONE = "alleen", _("alleen")
    DUO = "duo", _("met twee")
    GROUP = "groep", _("in groep")
    PRACTICE = "praktijk", _("in je praktijk")


class UnitState(models.TextChoices):
    """How far someone is in a unit: words, never a number."""

    NEW = "new", _("nog niet geopend")
    OPENED = "opened", _("geopend")
    DONE = "done", _("klaar")


class Length(models.TextChoices):
    """How long a module takes, as people choose it: the hours on its attest, in three words."""

    SHORT = "kort", _("tot 3 uur")
    MIDDLE = "middel", _("3 tot 8 uur")
    LONG = "lang", _("meer dan 8 uur")

    @classmethod
    def of(cls, hours: float) -> "Length":
        """The length of a module of this many hours."""
        if hours <= 3:
            return cls.SHORT
        return cls.MIDDLE if hours <= 8 else cls.LONG


DONT_KNOW = "weet-niet"
"""The answer that is always there, and that is never counted or scored."""

SCALE_STEPS: list[tuple[str, Promise]] = [
    ("1", _("nooit")),
    ("2", _("zelden")),
    ("3", _("soms")),
    ("4", _("vaak")),
    ("5", _("altijd")),
    (DONT_KNOW, _("weet ik (nog) niet")),
]
