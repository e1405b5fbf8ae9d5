from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Zoeken")

    def ready(self) -> None:
        from search import changed_forms, tallying

        changed_forms.register()
        tallying.register()
