"""What the editor shows to whom: nobody sees titles outside the part of the tree they work in (trust.md L11),
and nobody stands before a page that does not say how to go on.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import CancelWorkflowMenuItem, RestartWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem

from meerstemmig.editor_bounds import explorable
from meerstemmig.editor_home import may_publish, panels_for

OF_WAGTAIL = ("editor-guide", "whats-new-in-wagtail")
"""Its English guide and its news, which are no help to who writes here."""


class InOurWords:
    """Says the label of this class, whatever Wagtail would make of the name of the workflow."""

    def get_context_data(self, parent_context: Any) -> Any:
        return {**super().get_context_data(parent_context), "label": self.label}  # type: ignore[misc,attr-defined]


class LayBefore(InOurWords, SubmitForModerationMenuItem):  # type: ignore[misc]
    label = gettext_lazy("Leg voor aan de redactie")


class TakeBack(InOurWords, CancelWorkflowMenuItem):  # type: ignore[misc]
    label = gettext_lazy("Haal terug bij de redactie")


class LayBeforeAgain(InOurWords, RestartWorkflowMenuItem):  # type: ignore[misc]
    label = gettext_lazy("Begin de nalezing opnieuw")


OURS = {item.name: item for item in (LayBefore, TakeBack, LayBeforeAgain)}
BEFORE_PUBLISHING = frozenset({LayBefore.name, LayBeforeAgain.name})
"""What nobody needs who publishes without it."""


@hooks.register("construct_page_chooser_queryset")
def only_explorable_pages(pages: Any, request: HttpRequest) -> Any:
    """The page chooser, its lists and its search."""
    return pages & explorable(request.user)


@hooks.register("construct_homepage_panels")
def our_first_page(request: HttpRequest, panels: list[Any]) -> None:
    """Our parts in place of Wagtail's; what somebody edited lately stays for who edits everything."""
    kept = {"locked_pages", "recent_edits"} if may_publish(request.user) else {"locked_pages"}
    panels[:] = [panel for panel in panels if panel.name in kept] + panels_for(request.user)  # type: ignore[arg-type]  # who enters the editor has an account


@hooks.register("register_help_menu_item")
def our_help() -> MenuItem:
    """How to write and publish a case, in Dutch."""
    label, url = gettext_lazy("Hulp bij het schrijven"), reverse_lazy("cases:writing_help")
    return MenuItem(label, url, name="hulp-bij-het-schrijven", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def only_our_help(request: HttpRequest, items: list[Any]) -> None:
    """Takes out what leads to Wagtail's own pages."""
    items[:] = [item for item in items if not item.name.startswith(OF_WAGTAIL)]


@hooks.register("construct_page_action_menu")
def in_our_words(items: list[Any], request: HttpRequest, _context: dict[str, Any]) -> None:
    """Names the way to the editors, and does not offer it to who publishes without it."""
    left_out = BEFORE_PUBLISHING if may_publish(request.user) else frozenset()
    items[:] = [
        OURS[item.name](order=item.order) if item.name in OURS else item for item in items if item.name not in left_out
    ]
