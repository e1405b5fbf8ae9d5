"""Raw situations: written down sealed, made unrecognisable in twelve steps, and only then the draft of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Owns what must never enter the editor, where versions keep every word (trust.md F7)."""

    name = "intake"
    verbose_name = _("Werktafel")

    def ready(self) -> None:
        from intake import onward, retention  # models need the apps

        onward.register()
        retention.register()
