from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("Mensen")

    def ready(self) -> None:
        from people import forgetting, inactivity, row_numbers  # models need the apps

        forgetting.register()
        inactivity.register()
        row_numbers.register()
