"""The page that lists the cases."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage
from people.personal_data import no_personal_data


@no_personal_data("editors' content")
class CaseIndexPage(BasePage):
    """All cases, with filters; once per language."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cases.CasePage"]
    template = "cases/index.html"

    class Meta:
        verbose_name = _("overzicht van casussen")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cases.views.listing import index_context  # views need models first

        return {**super().get_context(request, *args, **kwargs), **index_context(request)}
