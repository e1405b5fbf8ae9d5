"""What people are told before they fill in a figure."""

from typing import Any

from django import template

from reflection.guarded.pictures import agreed_to
from reflection.guarded.wordings import ALL, SENTENCES

register = template.Library()


@register.inclusion_tag("reflection/counting_notice.html", takes_context=True)
def counting_notice(context: dict[str, Any], what: str = "figuur") -> dict[str, Any]:
    """Say whether this figure, or with `zinnen` these sentences, count in pictures of a group; nothing for a visitor,
    whose never do. One query for a whole page."""
    request = context["request"]
    if not request.user.is_authenticated:
        return {"known": False}
    agreed: str | None = getattr(request, "agreed_to_count", None)
    if agreed is None:
        agreed = request.agreed_to_count = agreed_to(request.user)
    told = {SENTENCES} if what == "zinnen" else ALL
    return {"known": True, "counts": agreed in told, "what": what}
