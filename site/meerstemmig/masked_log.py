"""What broke is logged with its path; where that path is itself a key, the key is left out."""

import logging
import re
from typing import Any

MASK = "…"
SECRETS = frozenset({"token", "key"})
"""What the routes call a part of an address that lets in whoever holds it."""
_IS_SECRET = re.compile(r"(?<=/)(?=[^/]*[A-Z])[^/]{20,}")
"""So long and with a capital is no slug and no id of ours."""
_MAY_BE_SECRET = re.compile(r"(?<=/)(?=[^/]*[A-Z0-9])[^/]{20,}")
"""For what broke before its route was found: rather an id too many than a key."""


class MaskSecrets(logging.Filter):
    """Lets everything through, with the keys in the path of the request masked."""

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        if path and isinstance(record.args, tuple):
            masked = masked_path(record.request)  # type: ignore[attr-defined]  # checked above
            record.args = tuple(masked if each == path else each for each in record.args)
        return True


def masked_path(request: Any) -> str:
    """The path of this request, fit for a log."""
    path: str = request.path
    match = getattr(request, "resolver_match", None)
    if match is None:
        return _MAY_BE_SECRET.sub(MASK, path)
    for name in SECRETS & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), MASK)
    return _IS_SECRET.sub(MASK, path)
