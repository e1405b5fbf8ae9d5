"""In the editor: cases as files, and copies of a case."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cases.models import CaseIndexPage, CasePage
from cases.rules import can_bring_cases
from cases.views import exchange
from cases.views.stage import SeeOther


@hooks.register("register_admin_urls")
def exchange_urls() -> list[Any]:
    """Below /beheer/casussen/."""
    routes = [
        path("invoer/", exchange.bring, name="bring"),
        path("invoer/koppen/", exchange.map_headings, name="map"),
        path("invoer/maak/", exchange.make, name="make"),
        path("<int:pk>/uitvoer/<slug:form>/", exchange.take, name="take"),
        path("<int:pk>/kopie/", exchange.copy, name="copy"),
    ]
    return [path("casussen/", include((routes, "case_files")))]


@hooks.register("before_copy_page")
def only_copies_with_choices(_request: HttpRequest, page: Any) -> HttpResponse | None:
    """Wagtail's own copy takes everything along: older versions, who read it, that it came from a file. Ours asks."""
    if isinstance(page.specific_deferred, CasePage):
        return SeeOther(reverse("case_files:copy", args=[page.pk]))
    return None


@hooks.register("register_page_header_buttons")
def file_buttons(page: Any, user: Any, **_kwargs: Any) -> Iterator[Button]:
    """Beside a case: take it along, or make a copy. Beside the overview: bring one."""
    specific = page.specific_deferred
    if isinstance(specific, CaseIndexPage) and can_bring_cases(user):
        yield Button(_("Breng een casus mee"), reverse("case_files:bring"), icon_name="upload", priority=60)
    elif isinstance(specific, CasePage) and page.permissions_for_user(user).can_edit():
        for number, (form, label) in enumerate((("md", _("Neem mee als Markdown")), ("docx", _("Neem mee als Word")))):
            yield Button(
                label, reverse("case_files:take", args=[page.pk, form]), icon_name="download", priority=60 + number
            )
        yield Button(
            _("Maak een kopie, met keuzes"), reverse("case_files:copy", args=[page.pk]), icon_name="copy", priority=62
        )


class BringItem(MenuItem):
    """Shown to who may bring a case."""

    def is_shown(self, request: Any) -> bool:
        return can_bring_cases(request.user)


@hooks.register("register_admin_menu_item")
def bring_item() -> MenuItem:
    """In the menu at the side."""
    return BringItem(_("Casus invoeren"), reverse("case_files:bring"), icon_name="upload", order=350)
