"""What stands around every page: the main navigation and the demo banner."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, Any]:
    """For every template: whether this is the demo, and the navigation."""
    return {"demo": settings.DEMO}
