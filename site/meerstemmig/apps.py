from django.apps import AppConfig


class MeerstemmigConfig(AppConfig):
    name = "meerstemmig"
    verbose_name = "Meerstemmig"

    def ready(self) -> None:
        from meerstemmig import checks, mfa  # noqa: F401 - registers the system checks
        from reflection.rotation import register_sealed

        register_sealed("Second factors", in_use=mfa.names_in_use, opens=mfa.unseal, rotate=mfa.rotate)
