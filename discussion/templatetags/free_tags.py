"""`{% load free_tags %}{% free_tags page %}`: people's own tags of a thing, apart from the vocabulary's concepts."""

from typing import Any

from django import template
from django.template import Context

from discussion.forms import TagForm
from discussion.queries import mapped_tags_of, tags_of
from discussion.registry import kind_of

register = template.Library()


@register.inclusion_tag("discussion/free_tags.html", takes_context=True)
def free_tags(context: Context, thing: Any) -> dict[str, Any]:
    """For people with an account: two queries. Visitors do not see tags, which nobody reviewed."""
    user = context["request"].user
    if not user.is_authenticated:
        return {"user": user}
    return {
        "thing": thing,
        "kind": kind_of(thing),
        "tags": tags_of(thing),
        "mapped": mapped_tags_of(thing),
        "form": TagForm(),
        "user": user,
    }
