"""Practices that somebody proposes: told in ten minutes, written along by the editors, read by others, then a page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Owns what somebody tells before it may be public: outside the editor, where versions keep every word."""

    name = "proposals"
    verbose_name = _("Voorstellen")

    def ready(self) -> None:
        from cases.review.elsewhere import register_laid, register_talks
        from proposals import forgetting, onward  # models need the apps
        from proposals.readings import met_by_readers, talks_for

        register_laid(met_by_readers)
        register_talks(talks_for)
        forgetting.register()
        onward.register()
