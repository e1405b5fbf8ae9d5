from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pagina's")

    def ready(self) -> None:
        from pages.concept_use import register_pages
        from pages.content import register_loader
        from pages.text_files import TextPageLoader

        register_pages()
        register_loader("tekstpagina", TextPageLoader(), order=10)
