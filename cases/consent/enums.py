"""What a consent covers: each layer is asked apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Layer(models.TextChoices):
    """One thing that somebody says yes to."""

    STORY = "verhaal", _("mijn verhaal gebruiken")
    QUOTE = "citaat", _("mij letterlijk aanhalen")
    NAME = "naam", _("met een naam of schuilnaam")
    VOICE = "beeld-of-stem", _("met beeld of stem")
    LANGUAGES = "talen", _("in andere talen")
    PUBLIC = "openbaar", _("voor iedereen te lezen")
