"""The notebook in templates."""

from typing import Any

from django import template

from reflection.notebook import left_by_visitor

register = template.Library()


@register.inclusion_tag("reflection/carry_over.html", takes_context=True)
def carry_over(context: dict[str, Any]) -> dict[str, Any]:
    """Ask somebody who just signed in what to do with what they wrote before; nothing where there is nothing."""
    request = context.get("request")
    waiting = request is not None and left_by_visitor(request) is not None
    return {"waiting": waiting, "request": request, "csrf_token": context.get("csrf_token")}
