"""What a contribution is, and why one is reported."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostKind(models.TextChoices):
    """What somebody does with what they write. In place of likes: it says something."""

    QUESTION = "vraag", _("Vraag")
    EXPERIENCE = "ervaring", _("Ervaring")
    DOUBT = "twijfel", _("Twijfel")
    CONTRADICTION = "tegenspraak", _("Tegenspraak")
    ADDITION = "aanvulling", _("Aanvulling")
    ACKNOWLEDGEMENT = "erkenning", _("Erkenning")


class ReportReason(models.TextChoices):
    """What is wrong, said about the text and never about its writer."""

    WRONG = "klopt-niet", _("Dit klopt niet")
    HURTS = "kwetst", _("Dit kwetst")
    RECOGNISABLE = "herkenbaar", _("Hier is iemand in te herkennen")


class Outcome(models.TextChoices):
    """What the editors did with a report."""

    KEPT = "kept", _("blijft staan")
    HIDDEN = "hidden", _("verborgen")
