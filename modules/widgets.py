"""Ways to answer that Django does not have."""

from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from modules.enums import SCALE_STEPS

NAME = "@@name@@"


class ScaleSteps(forms.RadioSelect):
    """The steps of a scale, beside each other.

    A unit may ask thirty statements with six steps each. They differ in their name and in what is chosen, so they are
    drawn once per language; drawing each of them through a template of its own took half the time of the page.
    """

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Radio buttons with their words; the chosen one is checked."""
        html = _steps(get_language() or "")
        if value:
            chosen = f'value="{escape(value)}"'
            html = html.replace(chosen, f"{chosen} checked")
        return mark_safe(html.replace(NAME, escape(name)))  # noqa: S308 - our own template, and what comes in is escaped


@lru_cache(maxsize=8)
def _steps(_language: str) -> str:
    return str(render_to_string("modules/_scale_steps.html", {"steps": SCALE_STEPS, "name": NAME}))
