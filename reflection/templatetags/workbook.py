"""Small questions that the pages of a work book ask."""

from django import template
from django.urls import reverse

from reflection.sources import source_of
from reflection.workbook import Piece

register = template.Library()


@register.filter
def share_url(piece: Piece) -> str:
    """Where to let somebody read a piece of this; empty for what cannot be released."""
    latest = piece.latest
    # An answer may be a choice, and that can be shared too; anything else is its words.
    has_something = latest.readable and latest.lines if latest.row.kind == "answer" else latest.has_words
    return _address("reflection:share", piece) if has_something else ""


@register.filter
def freeze_url(piece: Piece) -> str:
    """Where to freeze the words of this for an attest; empty where there are none."""
    return _address("reflection:freeze", piece) if piece.latest.has_words else ""


def _address(name: str, piece: Piece) -> str:
    row = piece.latest.row
    return reverse(name, kwargs={"kind": row.kind, "pk": row.id}) if source_of(row.kind) else ""
