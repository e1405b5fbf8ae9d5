from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    name = "discussion"
    verbose_name = _("Gesprek")

    def ready(self) -> None:
        from discussion import forgetting  # models need the apps

        forgetting.register()
