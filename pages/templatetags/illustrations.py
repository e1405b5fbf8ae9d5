"""Drawings of our own, by the slug of what they belong to."""

import re
from functools import lru_cache

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VIEW_BOX = "0 0 400 300"


@register.simple_tag
def illustration(slug: str) -> SafeString | str:
    """The drawing for this slug, decorative; nothing when there is none. It takes its colours from the page."""
    if not _is_drawn(str(slug)):
        return ""
    return format_html(
        '<svg class="illustration" viewBox="{}" aria-hidden="true" focusable="false"><use href="{}#art"></use></svg>',
        VIEW_BOX,
        static(f"illustrations/{slug}.svg"),
    )


@lru_cache(maxsize=512)
def _is_drawn(slug: str) -> bool:
    return bool(SLUG.fullmatch(slug)) and finders.find(f"illustrations/{slug}.svg") is not None
