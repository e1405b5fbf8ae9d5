"""In the editor: what people propose."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.models import Role
from people.rules import has_role
from proposals.views import handling


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Below /beheer/voorstellen/."""
    routes = [
        path("", handling.queue, name="queue"),
        path("<uuid:pk>/", handling.handle, name="handle"),
    ]
    return [path("voorstellen/", include((routes, "proposal_desk")))]


class ProposalsItem(MenuItem):  # type: ignore[misc]
    """Shown to who decides about them."""

    def is_shown(self, request: Any) -> bool:
        return has_role(request.user, Role.EDITOR)


@hooks.register("register_admin_menu_item")
def proposals_item() -> MenuItem:
    """In the menu at the side."""
    return ProposalsItem(_("Voorstellen"), reverse("proposal_desk:queue"), icon_name="mail", order=340)
