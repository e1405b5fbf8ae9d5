"""What stands around every request: headers, the editor's own policy, and the second factor for staff."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meerstemmig import errors
from meerstemmig.storage_trouble import trouble_behind
from people.second_factor import SecondFactor, missing
from reflection.encryption import DecryptionError, ServerKeysError

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

EDITOR = "/beheer/"
EDITOR_ADDS = {"script-src": [NONCE], "style-src": [UNSAFE_INLINE], "img-src": ["blob:"]}
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
SECOND_STEP = gettext_lazy("Bevestig eerst je tweede stap, in een ander venster. Je tekst staat nog hier.")
LOGOUTS = {"account_logout", "wagtailadmin_logout"}
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "healthz",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "root",
    "theme",
    "wagtailadmin_logout",
}


class Headers:
    """Headers that Django and django-csp do not set.

    Whoever has a session gets pages that no cache and no back button keeps, unless the view said otherwise;
    signing out empties what the browser stored (trust.md L47, 3.5).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = PERMISSIONS_POLICY
        if getattr(response, "uses_microphone", False):  # where somebody records: reflection, proposals
            policy = policy.replace("microphone=()", "microphone=(self)")
        response.headers.setdefault("Permissions-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if request.method == "POST" and getattr(request.resolver_match, "url_name", "") in LOGOUTS:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class EditorPolicy:
    """Lets Wagtail's editor run under a nonce instead of 'unsafe-inline' for scripts (trust.md F15).

    Wagtail prints a handful of inline scripts that start a date picker or a chooser. Exactly those get the
    request's nonce; any other inline script, one that an editor planted included, stays without and does not
    run. Styles of the rich-text editor need 'unsafe-inline', here and nowhere else.
    """

    KNOWN = re.compile(
        rb"<script>(?=\s*(?:"
        rb"init(?:Date|Time|DateTime)Chooser\(\"[\w-]+\", "
        rb"|new [A-Z][A-Za-z]*Chooser\(\"[\w-]+\""
        rb"|\(function\(\) \{\s*new (?:InlinePanel|MultipleChooserPanel)\("
        rb"))"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(EDITOR):
            return response
        # django-csp's own decorators set these attributes; it has no other way in for a middleware.
        setattr(response, "_csp_update", EDITOR_ADDS)  # noqa: B010
        setattr(response, "_csp_replace", {"frame-src": [SELF]})  # noqa: B010 - the preview panel
        is_html = response.get("Content-Type", "").startswith("text/html")
        if not response.streaming and is_html and self.KNOWN.search(response.content):
            marked = b'<script nonce="' + str(request.csp_nonce).encode() + b'">'  # type: ignore[attr-defined]
            response.content = self.KNOWN.sub(marked, response.content)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response


class OnlyEditors:
    """Whoever is signed in but edits nothing gets the page that says so.

    Wagtail sends them to the login page, which sends whoever is signed in straight back: an endless circle.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if not request.path_info.startswith(EDITOR) or not request.user.is_authenticated:
            return
        if _name_of(request) in LOGOUTS or request.user.has_perm("wagtailadmin.access_admin"):
            return
        raise PermissionDenied(
            _("De redactieomgeving is er voor trainers en redactie. Jouw account heeft die rol niet.")
        )


class Utf8Only:
    """Reads what is sent as UTF-8, whatever it says of itself: every browser sends that.

    Django decodes a form with the charset that its sender names. One such as `unicode_escape` brings in letters that no
    page can be written with, `hex` and its like are no charsets at all; both are read as the bytes they are.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding is not None:  # only where the sender named one
            request.encoding = "utf-8"
        return self.get_response(request)


class FormsOnly:
    """Whoever opens the address of a form on its own gets a page with a way on, not the browser's empty one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            or request.method != "GET"
            or request.path.startswith(EDITOR)
        ):
            return response
        page = errors.method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page


class Unreadable:
    """Whatever page meets text that no key opens, answers that it is not readable: 503, calmly, and with a way on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DecryptionError | ServerKeysError):
            return None
        logger.error("Sealed text does not open: %s", type(exception).__name__)
        return errors.unreadable(request)


class NotStored:
    """Whatever view cannot store because the database is busy, full or read only, gives back what was sent.

    What happens outside a view, such as storing the session, comes to the same page by `errors.server_error`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        trouble = trouble_behind(exception)
        return errors.not_stored(request, trouble) if trouble else None


class RequireSecondFactor:
    """Staff without a second factor set one up before anything else opens; a session without it shows it first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and request.user.is_authenticated:
            step = missing(request, request.user)
            if step is not SecondFactor.NOTHING and _name_of(request) not in OPEN_WITHOUT_SECOND_FACTOR:
                if errors.wants_json(request):
                    return JsonResponse(
                        {"reason": "tweede-stap", "text": str(SECOND_STEP)}, status=HTTPStatus.FORBIDDEN
                    )
                page = "mfa_activate_totp" if step is SecondFactor.SET_UP else "mfa_reauthenticate"
                return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def _name_of(request: HttpRequest) -> str:
    """The name of the address that this request asks for; empty where none fits."""
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
