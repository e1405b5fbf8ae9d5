"""The room of modules, and where it hooks into the rooms below."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "modules"
    verbose_name = _("Modules")

    def ready(self) -> None:
        from modules.content import ModuleLoader
        from modules.home import home_feature
        from modules.models import ModuleIndexPage, ModulePage
        from modules.origins import KIND, describe
        from modules.search import search_doc
        from pages.content import register_loader
        from pages.home import register_feature
        from pages.passages import texts_of
        from pages.tree import register_index
        from reflection.origins import register_origin
        from reflection.passages import register_passages
        from search.sources import register_source

        register_index("modules", ModuleIndexPage, {"nl": "Modules", "fr": "Modules", "en": "Modules"})
        register_loader("module", ModuleLoader(), order=30)
        register_source(kind="module", label=_("Modules"), model=ModulePage, build=search_doc)
        register_feature("modules", home_feature, order=20)
        register_passages(
            KIND,
            ModulePage,
            partial(texts_of, fields=("summary", "for_whom", "before", "closing"), streams=("units",)),
        )
        register_origin(KIND, _("Modules"), describe, order=20)
