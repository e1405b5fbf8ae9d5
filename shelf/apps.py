"""The shelf: what somebody keeps of what can be found. Questions that are asked again for them, and collections."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelfConfig(AppConfig):
    """Owns saved questions, which are private, and collections, which their maker may open to a team or a circle."""

    name = "shelf"
    verbose_name = _("Bewaard")

    def ready(self) -> None:
        from shelf import forgetting

        forgetting.register()
