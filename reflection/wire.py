"""What a page sends while somebody writes in it: read with care, said plainly where it cannot be kept."""

import json
import uuid
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reflection.drafts import Fields
from reflection.forms import writable

MOST_BYTES = 512 * 1024
"""Of a request; letters of some scripts take three bytes each, and as many again when escaped."""
MOST_CHARACTERS = 60_000
"""Of all fields of one form together."""
MOST_FIELDS = 400
LONGEST_NAME = 120


@dataclass(frozen=True)
class Sent:
    """The fields of a form, where they belong, which version the writer saw, and which opened page sent them."""

    token: str
    seen: int
    page: uuid.UUID
    fields: Fields


class UnfitError(Exception):
    """What was sent cannot be kept. Its text is fit for the person; `reason` is for their browser."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason = reason
        super().__init__(text)


def read(request: HttpRequest) -> Sent:
    """Read a request of `static/js/drafts.js`. Raises UnfitError."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            raise _too_long()
        body = json.loads(request.body)
        token, seen, page = str(body["kladje"]), int(body["versie"]), uuid.UUID(str(body["operation"]))
        fields = {_name(name): [_text(value) for value in values] for name, values in body["velden"].items()}
    except RequestDataTooBig:
        raise _too_long() from None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        raise UnfitError("onleesbaar", _("Dit kon niet gelezen worden. Laad de pagina opnieuw.")) from None
    if seen < 0 or seen > 2**31 - 2:
        raise UnfitError("onleesbaar", _("Dit kon niet gelezen worden. Laad de pagina opnieuw."))
    count = sum(len(value) for values in fields.values() for value in values)
    if count > MOST_CHARACTERS or sum(max(1, len(values)) for values in fields.values()) > MOST_FIELDS:
        raise _too_long(count)
    return Sent(token, seen, page, fields)


def _name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise ValueError("no field of ours has such a name")
    return _text(name)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a field holds text")
    return writable(value)


def _too_long(count: int | None = None) -> UnfitError:
    if count is None or count <= MOST_CHARACTERS:
        return UnfitError("te-lang", _("Dit is te veel om tussendoor te bewaren. Het staat hier nog; kort het wat in."))
    return UnfitError(
        "te-lang",
        _(
            "Je schreef %(count)d tekens; tussendoor is er plaats voor %(most)d. Je tekst staat hier nog; kort hem wat in."
        )
        % {"count": count, "most": MOST_CHARACTERS},
    )
