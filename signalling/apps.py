"""Signals: what keeps getting in the way of people, told to who can change it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignallingConfig(AppConfig):
    """Owns drafts, which are private, and the lists of organisations."""

    name = "signalling"
    verbose_name = _("Signalen")

    def ready(self) -> None:
        from signalling import onward  # models need the apps

        onward.register()
