"""Markdown in templates."""

from django import template
from django.utils.safestring import SafeString

from pages.markdown import render

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Render Markdown, sanitised."""
    return render(text or "")
