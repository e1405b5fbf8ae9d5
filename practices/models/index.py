"""The page that lists the practices."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage
from people.personal_data import no_personal_data


@no_personal_data("editors' content")
class PracticeIndexPage(BasePage):
    """All practices, with filters; once per language."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]
    template = "practices/index.html"

    class Meta:
        verbose_name = _("overzicht van praktijken")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from practices.views import index_context  # views need models first

        return {**super().get_context(request, *args, **kwargs), **index_context(request)}
