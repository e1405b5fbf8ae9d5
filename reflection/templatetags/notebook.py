"""The notebook in templates."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from reflection.notebook import left_by_visitor
from reflection.passages import about_of

register = template.Library()


@register.simple_tag(takes_context=True)
def note_address(context: dict[str, Any]) -> str:
    """Where to note something down about this page. No query: the page is what the view already has."""
    page = context.get("page")
    about = about_of(page) if page else ""
    address = reverse("reflection:write")
    return f"{address}?{urlencode({'over': about})}" if about else address


@register.inclusion_tag("reflection/carry_over.html", takes_context=True)
def carry_over(context: dict[str, Any]) -> dict[str, Any]:
    """Ask somebody who just signed in what to do with what they wrote before; nothing where there is nothing."""
    request = context.get("request")
    waiting = request is not None and left_by_visitor(request) is not None
    return {"waiting": waiting, "request": request, "csrf_token": context.get("csrf_token")}
