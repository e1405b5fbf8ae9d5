from functools import partial

from django.apps import AppConfig


class MeerstemmigConfig(AppConfig):
    name = "meerstemmig"
    verbose_name = "Meerstemmig"

    def ready(self) -> None:
        from meerstemmig import (  # noqa: F401 - registers the system checks
            checks,
            forgetting,
            mfa,
            quiet_workflow,
            texts_in_search,
        )
        from pages.models import StandardPage
        from pages.passages import texts_of
        from reflection.passages import register_passages
        from reflection.rotation import register_sealed

        register_sealed("Second factors", in_use=mfa.names_in_use, opens=mfa.unseal, rotate=mfa.rotate)
        register_passages("tekst", StandardPage, partial(texts_of, fields=("summary",), streams=("body",)))
        texts_in_search.register()
        forgetting.register()
        quiet_workflow.take_their_names()
