"""Light, dark, or what the system says: the reader's choice, kept in a cookie so that it works without JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "thema"
THEMES = {"licht": "light", "donker": "dark"}
"""What the form posts, and the class on <html>. Anything else means: follow the system."""
A_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark`, or empty for what the system says."""
    return THEMES.get(request.COOKIES.get(COOKIE, ""), "")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Store the choice and go back to the page it was made on."""
    back = request.POST.get("terug", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    choice = request.POST.get("thema", "")
    if choice in THEMES:
        response.set_cookie(COOKIE, choice, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
