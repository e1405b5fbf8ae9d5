"""What people are told before they fill in a figure."""

from typing import Any

from django import template

from reflection.guarded.pictures import counts_in

register = template.Library()


@register.inclusion_tag("reflection/counting_notice.html", takes_context=True)
def counting_notice(context: dict[str, Any]) -> dict[str, Any]:
    """Say whether this figure counts in pictures of a group; nothing for a visitor, whose never does. One query."""
    user = context["request"].user
    return {"known": user.is_authenticated, "counts": user.is_authenticated and counts_in(user)}
