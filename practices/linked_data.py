"""A practice as who knows schema.org reads it: a block of data in its page, which is no script and runs nothing."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pages.passages import plain
from practices.models import PracticePage

LICENCES = {
    f"CC BY{extra} 4.0": f"https://creativecommons.org/licenses/by{extra.lower()}/4.0/"
    for extra in ("", "-SA", "-NC", "-NC-SA", "-ND", "-NC-ND")
}
INSIDE_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""What could end the block it stands in."""


def linked_data(page: PracticePage, url: str) -> SafeString:
    """JSON-LD, fit to stand inside a script element."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "step": [{"@type": "HowToStep", "text": plain(str(step.value))} for step in page.steps],
    }
    if page.licence in LICENCES:
        told["license"] = LICENCES[page.licence]
    if page.last_published_at is not None:
        told["dateModified"] = page.last_published_at.date().isoformat()
    if page.organisation:
        told["author"] = {"@type": "Organization", "name": page.organisation}
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(INSIDE_SCRIPT))  # noqa: S308 - translated just now
