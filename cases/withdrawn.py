"""In the place of a case that was taken back stands a page that says so, and nothing of what it told: 410."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.consent.queries import is_withdrawn

ADDRESS = re.compile(r"/([a-z]{2})/casussen/([a-z0-9-]+)/")
"""The front of a case, or anything below it."""


class Tombstones:
    """Looks only where there is nothing to find. Two queries at most on a 404 below the cases."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        found = ADDRESS.match(request.path_info)
        if found is None or not is_withdrawn(found[2], found[1]):
            return response
        return render(request, "cases/withdrawn.html", status=HTTPStatus.GONE)
