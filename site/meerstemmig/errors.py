"""Pages for when something is not there, not allowed or broken: each says so plainly and has a way on."""

import logging
import re
import sys

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error as plain_server_error
from wagtail.models import Page

from meerstemmig.given_back import given_back
from meerstemmig.navigation import frame
from meerstemmig.storage_trouble import Trouble, trouble_behind
from pages.models import BasePage
from reflection.notebook.visitor import SESSION_KEY

logger = logging.getLogger(__name__)

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WORD = re.compile(r"[^\W\d_]{3,}")
EXPIRED = _("Deze pagina stond te lang open. Je tekst staat nog hier; we proberen het opnieuw.")
SHUT = _("Je schrift gaat nu niet open. Je tekst staat nog hier; we proberen het opnieuw.")
TOO_BIG = _("Dit is te veel om in één keer te versturen. Je tekst staat nog hier: kort hem in of verdeel hem.")
BROKEN = _("Dit kwam niet heel aan. Je tekst staat nog hier: laad de pagina opnieuw en probeer het nog eens.")
NOT_STORED = {
    Trouble.BUSY: (
        "bezet",
        _("De site is even te druk om te bewaren. Je tekst staat nog hier; we proberen het opnieuw."),
    ),
    Trouble.FULL: (
        "geen-plaats",
        _("De site heeft geen plaats om te bewaren. Je tekst staat nog hier; we proberen het opnieuw."),
    ),
    Trouble.READ_ONLY: (
        "alleen-lezen",
        _("De site kan nu niets bewaren. Je tekst staat nog hier; we proberen het opnieuw."),
    ),
    Trouble.AWAY: (
        "weg",
        _("De site kan even niet bij wat bewaard is. Je tekst staat nog hier; we proberen het opnieuw."),
    ),
}
BUSY_FOR = 10
"""Seconds after which it is worth asking again; a full disk gives no such number."""
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


PLACE = re.compile(r"(?:[\w-]+/)+")
"""What can be a place in the tree of pages. Anything else, a NUL for one, is nothing to ask a database about."""


def words_of(path: str) -> str:
    """The words of the last part of an address, to search with: `brief in zijn rugzak` for `…/brief-in-zijn-rugzak/`.

    Only from a path of our own making, and never from its query: that may hold a token. An id has no words, though
    its letters may spell one.
    """
    last = path.rstrip("/").rsplit("/", maxsplit=1)[-1]
    if ID.search(last):
        return ""
    words = WORD.findall(last)
    return " ".join(words[:6]) if "-" in last else ""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404. The same page for what is absent and for what this reader may not see."""
    known = {"words": words_of(request.path), "in_dutch": _in_dutch(request)}
    return render(request, "404.html", {**frame(request), **known}, status=404)


def _in_dutch(request: HttpRequest) -> BasePage | None:
    """The page that stands at this address in Dutch, for this reader, where another language was asked.

    Most pages exist in Dutch first, and an address is easily shared with another language in it.
    """
    language, _slash, rest = request.path_info.lstrip("/").partition("/")
    if language == settings.LANGUAGE_CODE or language not in dict(settings.LANGUAGES) or not PLACE.fullmatch(rest):
        return None
    page = Page.objects.live().filter(url_path=f"/{settings.LANGUAGE_CODE}/{rest}").first()
    page = page and page.specific
    return (
        page if isinstance(page, BasePage) and page.is_visible_to(getattr(request, "user", AnonymousUser())) else None
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what cannot be read, 413 for what is too much. Nothing of it was kept, nor is it shown or logged.

    Django also comes here where a session could not be stored: then the trouble behind it is told.
    Whoever asks under a name that is not ours gets a page that stands alone: a frame would call the site by that name.
    """
    if isinstance(exception, DisallowedHost):
        return HttpResponse(render_to_string("400.html"), status=400)
    if trouble := trouble_behind(exception):
        return not_stored(request, trouble)
    too_much = isinstance(exception, TOO_MUCH)
    status = 413 if too_much else 400
    if wants_json(request):
        told = (
            {"reason": "te-lang", "text": str(TOO_BIG)} if too_much else {"reason": "onleesbaar", "text": str(BROKEN)}
        )
        return JsonResponse(told, status=status)
    template = "413.html" if too_much else "unfit.html"
    response = render(request, template, frame(request), status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason when the code that refused gave one."""
    return render(request, "403.html", {**frame(request), "reason": str(exception)}, status=403)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405 for a reader: an address that only takes a form, opened on its own, from a bookmark or after a reload."""
    return render(request, "405.html", frame(request), status=405)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which can read no page."""
    return request.headers.get("Accept", "") == "application/json"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere. `reason` is for developers and not shown."""
    if wants_json(request):
        return JsonResponse({"reason": "verlopen", "text": str(EXPIRED)}, status=403)
    return render(request, "403_csrf.html", frame(request), status=403)


def unreadable(request: HttpRequest) -> HttpResponse:
    """503 where what somebody wrote does not open. Never the sealed bytes, and never an empty field to save over it."""
    if wants_json(request):
        return JsonResponse({"reason": "sleutel", "text": str(SHUT)}, status=503)
    response = render(
        request,
        "unreadable.html",
        {
            **frame(request),
            "sent": request.method == "POST",
            "visit": not request.user.is_authenticated and SESSION_KEY in request.session,
        },
        status=503,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def not_stored(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """503 or 507 where nothing can be stored just now. Gives back what was sent, and asks the database nothing.

    A session that was changed meanwhile is not stored either: that would wait for the same trouble once more.
    """
    logger.error("Nothing could be stored: %s", trouble.value)
    if hasattr(request, "session"):
        request.session.modified = False
    if not hasattr(request, "_cached_user"):
        request.user = AnonymousUser()  # who reads was not asked yet, and is not now
    if wants_json(request):
        reason, text = NOT_STORED[trouble]
        response: HttpResponse = JsonResponse({"reason": reason, "text": str(text)}, status=trouble.status)
    else:
        context = {
            **frame(request),
            "without_database": True,
            "trouble": trouble.name,
            "sent": request.method == "POST",
            "back": given_back(request),
        }
        response = render(request, "not_stored.html", context, status=trouble.status)
    response["Cache-Control"] = "private, no-store"
    if trouble in {Trouble.BUSY, Trouble.AWAY}:
        response["Retry-After"] = str(BUSY_FOR)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Rendered without context: whatever broke may be what the frame needs. Django calls it while handling the
    error, so that a middleware that could not store is told from one that is broken."""
    if trouble := trouble_behind(sys.exc_info()[1]):
        return not_stored(request, trouble)
    response: HttpResponse = plain_server_error(request, template_name="500.html")
    response["Content-Language"] = get_language() or "nl"
    return response
