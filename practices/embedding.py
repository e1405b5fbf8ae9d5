"""A card of a public practice for other sites: no script, no cookie, nothing that counts who looks."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from people.models.audience import PUBLIC_ID
from practices.models import PracticePage

KEPT_SECONDS = 300
"""A practice that is taken away is gone from other sites within five minutes."""


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "style-src": [SELF]})  # type: ignore[arg-type]  # its stubs know of no view with an address
@cache_control(public=True, max_age=KEPT_SECONDS)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """What everybody may read, whoever asks: who is signed in here gets no more of it on another site."""
    public = PracticePage.objects.visible_to(AnonymousUser()).select_related("locale")
    page = public.filter(slug=slug, locale__language_code=get_language()).first()
    if page is None:  # our own page for what is absent would leave a cookie on other people's sites
        response = render(request, "practices/embedded_gone.html", status=404)
    else:
        response = render(request, "practices/embedded.html", {"page": page, "url": settings.SITE_URL + page.get_url()})
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def embed_url(page: PracticePage) -> str:
    """Where the card of this practice is; empty for what is not for everybody."""
    if page.audience_id != PUBLIC_ID or not page.live:
        return ""
    return settings.SITE_URL + reverse("embed_practice", args=[page.slug])


def embed_code(page: PracticePage) -> str:
    """What somebody copies into their own site; empty where there is no card."""
    url = embed_url(page)
    title = escape(page.title)
    return f'<iframe src="{url}" title="{title}" width="100%" height="260" loading="lazy"></iframe>' if url else ""
