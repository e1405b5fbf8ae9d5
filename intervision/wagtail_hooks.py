"""In the editor: the workshop where methods are written."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from intervision.workshop import views
from intervision.workshop.rules import can_write


@hooks.register("register_admin_urls")
def workshop_urls() -> list[Any]:
    """Below /beheer/methodes/."""
    routes = [
        path("", views.overview, name="overview"),
        path("nieuw/", views.begin, name="begin"),
        path("<uuid:pk>/", views.edit, name="edit"),
        path("<uuid:pk>/proef/", views.trial, name="trial"),
        path("<uuid:pk>/beslis/", views.decide, name="decide"),
    ]
    return [path("methodes/", include((routes, "method_workshop")))]


class MethodsItem(MenuItem):  # type: ignore[misc]
    """Shown to who writes methods."""

    def is_shown(self, request: Any) -> bool:
        return can_write(request.user)


@hooks.register("register_admin_menu_item")
def methods_item() -> MenuItem:
    """In the menu at the side."""
    return MethodsItem(_("Methodes"), reverse("method_workshop:overview"), icon_name="clipboard-list", order=360)
