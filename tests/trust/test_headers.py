"""Headers per kind of answer, cookies, and the editor's own policy."""

import re

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from meerstemmig.middleware import EditorPolicy
from people import actions
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "media-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
}


def policy_of(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("path", ["/nl/account/login/", "/nl/account/signup/", "/nl/mensen/uitnodiging/x/", "/nl/"])
def test_public_page_has_the_strict_policy(client, tree, path):
    response = client.get(path)
    assert policy_of(response) == STRICT
    assert {
        name: response.headers[name]
        for name in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options")
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN",
    }
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_page_of_somebody_signed_in_is_kept_nowhere(client):
    client.force_login(UserFactory())
    response = client.get(reverse("people:account"))
    assert response.headers["Cache-Control"] == "private, no-store"


def test_public_page_without_session_may_be_kept(client, tree):
    assert "no-store" not in client.get("/nl/").headers.get("Cache-Control", "")


@pytest.fixture
def editor_page(client, tree):
    from pages.tree import home_of

    person = UserFactory()
    actions.grant_role(person=person, role="editor", by=UserFactory(is_superuser=True))
    client.force_login(person)
    return client.get(f"/beheer/pages/add/pages/standardpage/{home_of('nl').pk}/")


def test_editor_runs_known_scripts_by_nonce_and_relaxes_styles_only(editor_page):
    assert editor_page.status_code == 200
    page, policy = editor_page.content.decode(), policy_of(editor_page)
    (nonce,) = {*re.findall(r'nonce="([^"]+)">initDateTimeChooser', page)}
    assert policy - STRICT == {
        f"script-src 'self' 'nonce-{nonce}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "frame-src 'self'",
    }
    assert "'unsafe-inline'" not in next(part for part in policy if part.startswith("script-src"))


@pytest.mark.parametrize(
    ("script", "known"),
    [
        ('initDateChooser("id_date", {"a": 1});', True),
        ('\n  initTimeChooser("id_x-y", {});', True),
        ('new ImageChooser("id_image", {"a": 1});', True),
        ("alert(1)", False),
        ('fetch("/x");initDateChooser("id", {});', False),
        ("initDateChooser(alert(1))", False),
        ("new Function(alert(1))", False),
        ("new EvilChooser(alert(1))", False),
    ],
)
def test_nonce_goes_to_known_scripts_only(script, known):
    request = RequestFactory().get("/beheer/")
    request.csp_nonce = "NONCE"
    response = EditorPolicy(lambda _request: HttpResponse(f"<p><script>{script}</script>"))(request)
    assert ('nonce="NONCE"' in response.content.decode()) is known


def test_nonce_is_given_in_the_editor_only():
    request = RequestFactory().get("/nl/")
    request.csp_nonce = "NONCE"
    body = '<script>initDateChooser("id_date", {});</script>'
    response = EditorPolicy(lambda _request: HttpResponse(body))(request)
    assert response.content.decode() == body


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    person = actions.register(email="sara@voorbeeld.test", password="vier losse woorden samen")
    client.post(reverse("account_login"), {"login": person.email, "password": "vier losse woorden samen"})
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["max-age"]) == (True, "Lax", "", "")


def test_production_cookies_are_bound_to_https_and_host():
    source = (django_settings.BASE_DIR / "site/meerstemmig/settings/production.py").read_text()
    for line in (
        'SESSION_COOKIE_NAME = "__Host-sessionid"',
        "SESSION_COOKIE_SECURE = True",
        'CSRF_COOKIE_NAME = "__Host-csrftoken"',
        "CSRF_COOKIE_SECURE = True",
        "SECURE_SSL_REDIRECT = True",
    ):
        assert line in source
