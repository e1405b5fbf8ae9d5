"""Small questions that the pages of a work book ask."""

from django import template
from django.urls import NoReverseMatch, reverse

from reflection.workbook import Piece

register = template.Library()

RELEASABLE = frozenset({"answer", "entry"})


@register.filter
def share_url(piece: Piece) -> str:
    """Where to let somebody read a piece of this; empty for what cannot be released."""
    row = piece.rows[-1]
    if row.kind not in RELEASABLE or not piece.latest.readable or not piece.latest.lines:
        return ""
    try:
        return reverse("reflection:share", kwargs={"kind": row.kind, "pk": row.id})
    except NoReverseMatch:
        return ""
