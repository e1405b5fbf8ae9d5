"""Why a case is reported, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Said about the text, never about who wrote it."""

    WRONG = "klopt-niet", _("Dit klopt niet")
    HURTS = "kwetst", _("Dit kwetst")
    RECOGNISABLE = "herkenbaar", _("Hier is iemand in te herkennen")


class Outcome(models.TextChoices):
    """What the editors did."""

    REVISED = "herzien", _("De casus wordt herzien")
    CHANGED = "aangepast", _("De casus is aangepast")
    KEPT = "blijft", _("De casus blijft zoals hij is")
    TAKEN_AWAY = "weg", _("De casus is weggehaald")
