"""The page that lists the cases."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from pages.models import BasePage
from people.personal_data import no_personal_data


@no_personal_data("editors' content")
class CaseIndexPage(BasePage):
    """All cases, with filters; once per language."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cases.CasePage"]
    template = "cases/index.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """As any page; the name of a case that is there in Dutch only leads to it."""
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) == 1 and (case := self._in_dutch(request, path_components[0])):
                return RouteResult(self, kwargs={"in_dutch": case})
            raise

    def serve(self, request: HttpRequest, *args: Any, in_dutch: Any = None, **kwargs: Any) -> HttpResponse:
        if in_dutch is None:
            return super().serve(request, *args, **kwargs)
        # Said in the language that was asked for, on a page that is in another.
        said = gettext("Deze casus is nog niet vertaald. Je leest ze hier in het Nederlands.")
        messages.info(request, format_html('<span lang="{}">{}</span>', get_language() or "", said))
        return redirect(in_dutch.get_url())

    def _in_dutch(self, request: HttpRequest, slug: str) -> Any:
        from cases.queries import only_in_dutch  # queries need models first

        asked = only_in_dutch(request.user, self.locale.language_code)
        return asked.filter(slug=slug).first()

    class Meta:
        verbose_name = _("overzicht van casussen")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cases.views.listing import index_context  # views need models first

        return {**super().get_context(request, *args, **kwargs), **index_context(request)}
