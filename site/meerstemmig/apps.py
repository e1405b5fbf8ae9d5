from django.apps import AppConfig


class MeerstemmigConfig(AppConfig):
    name = "meerstemmig"
    verbose_name = "Meerstemmig"

    def ready(self) -> None:
        from meerstemmig import checks  # noqa: F401 - registers the system checks
