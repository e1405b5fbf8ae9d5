"""`{% load shelf %}{% keep_link page %}`: the way to put what is on this page into a collection."""

from typing import Any

from django import template
from django.template import Context

from search.sources import source_of_model

register = template.Library()


@register.inclusion_tag("shelf/_keep.html", takes_context=True)
def keep_link(context: Context, page: Any) -> dict[str, Any]:
    """A link for who is signed in; nothing for others, and nothing for what search does not know. Asks no query."""
    source = source_of_model(type(page))
    is_known = source is not None and context["request"].user.is_authenticated
    return {"thing": f"{source.kind}:{page.pk}" if source is not None and is_known else "", "title": page.title}
