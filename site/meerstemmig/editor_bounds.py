"""Three places where Wagtail 8.0.1 shows titles of pages that somebody may not explore (trust.md L11, L12).

The chooser's heading, the chooser's answer for many ids at once, and the confirmation of a move. They answer
404, as for a page that does not exist.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry


def explorable(user: Any) -> Any:
    """The pages that this person finds in the explorer, the way down to them included."""
    return policy_registry.get_by_type(Page).explorable_instances(user)


class EditorBounds:
    """Asks before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        """Raises Http404 where the page is outside the bounds of this person."""
        name = getattr(request.resolver_match, "view_name", "")
        if name == "wagtailadmin_choose_page_child":
            self.check_explorable(request, [kwargs["parent_page_id"]])
        elif name == "wagtailadmin_choose_page_chosen_multiple":
            self.check_explorable(request, request.GET.getlist("id"))
        elif name == "wagtailadmin_pages:move_confirm":
            page = Page.objects.filter(pk=kwargs["page_to_move_id"]).first()
            if page is None or not page.permissions_for_user(request.user).can_move():
                raise Http404
            self.check_explorable(request, [kwargs["destination_id"]])

    def check_explorable(self, request: HttpRequest, page_ids: list[Any]) -> None:
        """Every one of these pages, or none is shown. Somebody who is not signed in is sent to sign in by the view."""
        if not request.user.is_authenticated:
            return
        wanted = {int(pk) for pk in page_ids if str(pk).isdigit()}
        if explorable(request.user).filter(pk__in=wanted).count() != len(wanted):
            raise Http404
