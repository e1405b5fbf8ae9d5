"""Markdown in templates."""

from django import template
from django.utils.safestring import SafeString

from pages.markdown import render, render_published

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Render the Markdown of a page, sanitised."""
    return render_published(text or "")


@register.filter
def own_prose(text: str) -> SafeString:
    """Render the Markdown that somebody wrote, sanitised; nothing of it stays behind in the process."""
    return render(text or "")
