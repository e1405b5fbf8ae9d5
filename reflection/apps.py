from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReflectionConfig(AppConfig):
    name = "reflection"
    verbose_name = _("Reflectie")

    def ready(self) -> None:
        from reflection import answer_source, entry_source, forgetting, rotation  # models need the apps
        from reflection.origins import register_origin
        from reflection.queries.echoes import KIND, describe_echoes
        from reflection.workbook import own

        rotation.register_sealed(
            "Data keys of people and sessions",
            in_use=rotation.data_keys_in_use,
            opens=lambda row: row.plain(),
            rotate=rotation.rotate_data_keys,
        )
        rotation.register_sealed(
            "Notes of visitors without an account",
            in_use=rotation.visits_in_use,
            opens=rotation.open_visit,
            rotate=rotation.rotate_visits,
            watched=False,
        )

        answer_source.register()
        entry_source.register()
        own.register()
        register_origin(KIND, _("Later opnieuw"), describe_echoes, order=45)
        forgetting.register()
