"""This room, and what it hands to the floors below."""

from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the overview page, the file format, what is found and talked about, what notes name, the front door."""

    name = "cases"
    verbose_name = _("Casussen")

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from cases import abandoned, marked, mirror
        from cases.content import CaseLoader
        from cases.gathering import retention
        from cases.gathering.queries import WAITING, open_for
        from cases.home import first_stage, three_cases
        from cases.models import CaseIndexPage, CasePage
        from cases.origins import KIND, describe
        from cases.review import forgetting
        from cases.revising.actions import settle_what_went
        from cases.search import doc_of
        from cases.spread import REPORT
        from cases.steps_before_publishing import ensure_steps
        from cases.traces.work import search_what_was_saved
        from discussion.registry import register_discussable
        from pages.content import register_loader
        from pages.home import register_feature, register_short_read
        from pages.passages import texts_of
        from pages.tree import register_index
        from people.editing import register_setup
        from reflection.guarded import register_report
        from reflection.origins import register_origin
        from reflection.passages import register_passages
        from reflection.queries.waiting import register_waiting
        from search.sources import register_source

        post_save.connect(search_what_was_saved, sender="wagtailcore.Revision", dispatch_uid="cases.traces")
        page_unpublished.connect(settle_what_went, sender=CasePage, dispatch_uid="cases.revising")
        register_index("casussen", CaseIndexPage, {"nl": "Casussen", "fr": "Cas", "en": "Cases"})
        register_loader("casus", CaseLoader(), order=20)
        register_source(kind="casus", label=_("Casussen"), model=CasePage, build=doc_of)
        register_discussable(kind="casus", model=CasePage, label=_("Casus"))
        register_report(REPORT)
        register_report(marked.REPORT)
        register_report(mirror.REPORT)
        register_feature("cases", three_cases, order=10)
        register_short_read(first_stage)
        register_passages(
            KIND,
            CasePage,
            partial(
                texts_of, fields=("summary", "wants", "do_step"), streams=("stages", "voices", "questions", "guide")
            ),
        )
        register_setup(ensure_steps)
        forgetting.register()
        abandoned.register()
        retention.register()
        register_waiting(WAITING, open_for)
        register_origin(KIND, _("Casussen"), describe, order=10)
        register_origin(mirror.KIND, _("Spiegelrondes"), mirror.describe, order=11)
