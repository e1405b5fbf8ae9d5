from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeidentificationConfig(AppConfig):
    """Plain recognisers; other rooms call `reading.find` and keep what their authors decided."""

    name = "deidentification"
    verbose_name = _("Herkenbaarheid")
