"""The text of a page as readers see it, by block: what notes hang on."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import strip_tags
from wagtail import blocks

from pages.markdown import render

_BREAKS = re.compile(r"</(?:p|li|h\d|blockquote|pre|ul|ol)>|<(?:br|hr)\s*/?>")
_UNREAD = {"slug", "role", "script"}
"""Parts of a block that a reader does not see as they stand."""


def plain(text: str) -> str:
    """Markdown as a reader sees it, without markup; a paragraph or an item per line."""
    return html.unescape(strip_tags(_BREAKS.sub("\n", render(text)))).strip()


def texts_of(page: Any, *, fields: tuple[str, ...] = (), streams: tuple[str, ...] = ()) -> dict[str, str]:
    """The text of these fields by their names, and of these streams by the ids of their blocks.

    A block inside a block stands under its own id. Reads nothing: the page holds it all.
    """
    texts = {name: plain(str(getattr(page, name) or "")) for name in fields}
    for name in streams:
        for child in getattr(page, name):
            texts.update(_of_child(child))
    return {block: text for block, text in texts.items() if text}


def _of_child(child: Any) -> dict[str, str]:
    own: list[str] = []
    below: dict[str, str] = {}
    for piece in _pieces(child.block, child.value):
        if isinstance(piece, str):
            own.append(piece)
        else:
            below.update(_of_child(piece))
    return {str(child.id): "\n".join(own), **below}


def _pieces(block: Any, value: Any) -> Iterator[Any]:
    """The texts in a value, in order, and the blocks in it that have an id of their own."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in _UNREAD:
                yield from _pieces(child, value.get(name))
    elif isinstance(block, blocks.StreamBlock):
        yield from value or ()
    elif isinstance(block, blocks.ListBlock):
        for each in value or ():
            yield from _pieces(block.child_block, each)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and value:
        yield plain(str(value))
