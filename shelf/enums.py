"""The fixed choices of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Untold(models.TextChoices):
    """Whether a saved question found something that no mail told of yet."""

    NOTHING = "", _("niets te melden")
    MORE = "meer", _("er kwam iets bij")
    FIRST = "eerste", _("er was niets, en nu wel")
