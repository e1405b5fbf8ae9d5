"""What the editor shows to whom: nobody sees titles outside the part of the tree they work in (trust.md L11)."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from meerstemmig.editor_bounds import explorable


@hooks.register("construct_page_chooser_queryset")
def only_explorable_pages(pages: Any, request: HttpRequest) -> Any:
    """The page chooser, its lists and its search."""
    return pages & explorable(request.user)
