"""`{% load free_tags %}{% free_tags page %}`: people's own tags of a thing, apart from the vocabulary's concepts."""

from typing import Any

from django import template
from django.template import Context

from discussion.forms import TagForm
from discussion.queries import tags_of
from discussion.registry import kind_of

register = template.Library()


@register.inclusion_tag("discussion/free_tags.html", takes_context=True)
def free_tags(context: Context, thing: Any) -> dict[str, Any]:
    """For people with an account: one query. Visitors do not see tags, which nobody reviewed."""
    user = context["request"].user
    if not user.is_authenticated:
        return {"user": user}
    tags, mapped = tags_of(thing)
    return {
        "thing": thing,
        "kind": kind_of(thing),
        "tags": tags,
        "mapped": mapped,
        "form": TagForm(),
        "user": user,
    }
