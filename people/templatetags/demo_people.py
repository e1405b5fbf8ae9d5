"""The demo accounts, for the sign-in page."""

from typing import Any

from django import template
from django.conf import settings
from django.middleware.csrf import get_token

from people.demo import ACCOUNTS, DEMO_PASSWORD

register = template.Library()


@register.inclusion_tag("people/demo_accounts.html", takes_context=True)
def demo_accounts(context: dict[str, Any]) -> dict[str, Any]:
    """Buttons that sign in as each demo account; nothing outside the demo."""
    if not settings.DEMO:
        return {}
    request = context["request"]
    return {
        "accounts": ACCOUNTS,
        "password": DEMO_PASSWORD,
        "csrf_token": get_token(request),
        "next": request.GET.get("next", ""),
    }
