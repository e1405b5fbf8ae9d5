"""The draft in templates: what stands above a form, what was written elsewhere, and the line that says what is kept."""

from typing import Any

from django import template

from reflection.desk import Desk
from reflection.forms import MarkedForm
from reflection.views.draft import said_at

register = template.Library()


@register.inclusion_tag("reflection/desk_top.html")
def desk_top(desk: Desk, shows_draft: bool) -> dict[str, Any]:
    """Inside a form: its place, the version it shows, and, where that is a draft, that it is one."""
    kept_at = said_at(desk.draft) if shows_draft and desk.draft else ""
    return {"desk": desk, "kept_at": kept_at}


@register.inclusion_tag("reflection/desk_line.html", takes_context=True)
def desk_line(context: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """At the end of a form: where the browser says what was kept and when. Without a script it stays empty."""
    return {"desk": desk, "request": context["request"]}


@register.inclusion_tag("reflection/elsewhere.html")
def written_elsewhere(form: MarkedForm, desk: Desk) -> dict[str, Any]:
    """What the same person wrote on another page, beside what stands in the fields; nothing where there is none."""
    return {"form": form, "desk": desk}
