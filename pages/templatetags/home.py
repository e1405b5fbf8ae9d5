"""The rooms on the front door."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from pages.home import Feature

register = template.Library()


@register.simple_tag(takes_context=True)
def home_feature(context: Context, feature: Feature) -> SafeString:
    """The room's own partial, with what it provided as variables beside those of the page."""
    around: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    return SafeString(get_template(feature.template).render({**around, **feature.context}, context.get("request")))
