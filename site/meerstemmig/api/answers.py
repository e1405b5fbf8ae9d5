"""What every answer of the API has: a page at a time, a mark by which it is known, and no more than so many a minute."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from meerstemmig.api.things import absolute
from people import limits

PER_PAGE, MOST_PER_PAGE, LAST_PAGE = 20, 100, 1000
PER_MINUTE = 120
MINUTE = 60

View = Callable[..., Any]


class NotThere(Exception):
    """Absent, or not for this person: the answer is the same."""


class Unavailable(Exception):
    """The index is away; the pages still answer from the database."""


@dataclass(frozen=True)
class Asked:
    """Which page of how many."""

    page: int
    per_page: int

    @property
    def start(self) -> int:
        """Of all results, the first on this page."""
        return (self.page - 1) * self.per_page


def asked_in(data: QueryDict) -> Asked:
    """Read the address; what is no number, or out of bounds, becomes the nearest that is allowed."""
    return Asked(_number(data, "page", 1, LAST_PAGE), _number(data, "per_page", PER_PAGE, MOST_PER_PAGE))


def paged(request: HttpRequest, asked: Asked, count: int, results: list[dict[str, Any]]) -> dict[str, Any]:
    """One page, with the addresses of the one before and the one after."""
    after = asked.page + 1 if asked.start + asked.per_page < count and asked.page < LAST_PAGE else 0
    return {
        "count": count,
        "next": _address(request, after),
        "previous": _address(request, asked.page - 1),
        "results": results,
    }


def answers(view: View) -> View:
    """Make an address of the API: reading only, counted, with an ETag; says in JSON what is wrong."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = _too_many(request)
        if waiting:
            response = _json({"error": "too many requests"}, status=429)
            response["Retry-After"] = str(waiting)
            return response
        try:
            said = view(request, *args, **kwargs)
        except NotThere:
            # Django would answer a 404 outside the languages with a redirect to the same address inside one.
            request.urlconf = "meerstemmig.api.urls"  # type: ignore[attr-defined]
            return _json({"error": "not found"}, status=404)
        except Unavailable:
            return _json({"error": "search is not available now"}, status=503)
        response = _json(said)
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def _json(said: Any, status: int = 200) -> HttpResponse:
    body = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def _too_many(request: HttpRequest) -> int:
    """How many seconds to wait; nothing where there is room. Counts by account, else by address, for one minute.

    The cache holds a keyed hash of who asks, and forgets it with the minute.
    """
    who = f"account {request.user.pk}" if request.user.is_authenticated else f"from {limits.address_of(request)}"
    return 0 if limits.within("api", who, most=PER_MINUTE, seconds=MINUTE) else limits.seconds_left(MINUTE)


def _number(data: QueryDict, name: str, default: int, most: int) -> int:
    said = data.get(name, "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else default
    return min(max(number, 1), most)


def _address(request: HttpRequest, page: int) -> str | None:
    if page < 1:
        return None
    data = request.GET.copy()
    data["page"] = str(page)
    return absolute(f"{request.path}?{urlencode(sorted(data.lists()), doseq=True)}")
