"""One way to sign in. Wagtail brings three more, and each of them skips the second factor (trust.md F1).

These addresses stand before Wagtail's own and lead to ours, for GET and POST alike. A test walks the resolver
and refuses any address below that still reaches a view which signs somebody in.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.generic import RedirectView

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)


def closed(_request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Wagtail's shared page passwords: visibility here is a field on the object."""
    raise Http404


in_editor = [
    path("login/", to_login, name="shadowed_admin_login"),
    re_path(
        r"^password_reset/(?:.*/)?$",
        RedirectView.as_view(url="/beheer/login/", permanent=False),
        name="shadowed_admin_reset",
    ),
]
in_pages = [
    path("_util/login/", to_login, name="shadowed_page_login"),
    re_path(r"^_util/authenticate_with_password/.*$", closed, name="shadowed_page_password"),
]
