"""The seats of who reads a case before it appears, and what they may say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    """What somebody reads a case as. It says nothing of the person beside that."""

    PRACTICE = "praktijk", _("nalezer uit de praktijk")
    EXPERIENCE = "ervaring", _("nalezer met ervaring")
    YOUNG = "ervaring-jong", _("jonge nalezer met ervaring")
    GUIDE = "begeleider", _("probeert de begeleidersgids met een groep")
    READER = "meelezer", _("meelezer, alleen opmerkingen")


EXPERIENCED = frozenset({Seat.EXPERIENCE, Seat.YOUNG})
"""Who may say: this portrayal must not appear."""


class Verdict(models.TextChoices):
    """What somebody decides. Of several by the same reader, the last one counts."""

    GOOD = "goed", _("Dit kan verschijnen")
    NOT_YET = "nog-niet", _("Nog niet: hier moet eerst iets anders")
    VETO = "veto", _("Zo mag dit niet verschijnen")
    COMMENT = "opmerking", _("Alleen opmerkingen")


def verdicts_for(seat: Seat | str) -> list[Verdict]:
    """What this seat may decide."""
    if seat == Seat.READER:
        return [Verdict.COMMENT]
    if seat in EXPERIENCED:
        return [Verdict.GOOD, Verdict.NOT_YET, Verdict.VETO, Verdict.COMMENT]
    return [Verdict.GOOD, Verdict.NOT_YET, Verdict.COMMENT]
