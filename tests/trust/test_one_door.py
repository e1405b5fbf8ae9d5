"""Every way to sign in leads through the one door, and nobody with a second factor passes on a password alone."""

import inspect

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import views as django_views
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from people import actions
from tests.factories.people import MembershipFactory, OrganisationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "vier losse woorden samen"
SIGNS_IN = (django_views.LoginView, django_views.PasswordResetConfirmView, django_views.PasswordResetView)


def patterns(resolver, prefix=""):
    """Every address of the site with its view."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def test_every_login_view_of_others_is_shadowed(client):
    """Walks the resolver: each view that signs in or resets, other than allauth's, is unreachable at its own address."""
    found = {}
    for route, pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if inspect.isclass(view) and issubclass(view, SIGNS_IN):
            path = "/" + route.replace("^", "").replace("\\Z", "").replace("<uidb64>/<token>/", "MQ/set-password/")
            answers = [client.get(path), client.post(path, {"username": "x", "password": "y"})]
            found[path] = [answer.headers.get("Location", "not shadowed").split("?")[0] for answer in answers]
    assert found == {
        "/beheer/login/": ["/nl/account/login/"] * 2,
        "/beheer/password_reset/": ["/beheer/login/"] * 2,
        "/beheer/password_reset/confirm/MQ/set-password/": ["/beheer/login/"] * 2,
        "/nl/_util/login/": ["/nl/account/login/"] * 2,
    }


@pytest.fixture
def protected():
    """A superuser with a second factor."""
    person = actions.register(email="baas@voorbeeld.test", password=PASSWORD)
    person.is_superuser = True
    person.save()
    person.seed = generate_totp_secret()
    TOTP.activate(person, person.seed)
    return person


def code_of(person):
    import time

    return format_hotp_value(hotp_value(person.seed, int(time.time()) // 30))


LOGIN_PATHS = [
    "/nl/account/login/",
    "/fr/account/login/",
    "/beheer/login/",
    "/nl/_util/login/",
    "/nl/account/reauthenticate/",
    "/nl/mensen/demo/",
]


@pytest.mark.parametrize("path", LOGIN_PATHS)
@pytest.mark.parametrize("demo", [False, True])
def test_password_alone_never_signs_in_somebody_with_a_second_factor(client, protected, settings, path, demo):
    settings.DEMO = demo
    fields = {"login": protected.email, "username": protected.email, "email": protected.email, "password": PASSWORD}
    client.post(path, fields)
    assert "_auth_user_id" not in client.session
    assert client.get("/beheer/").status_code == 302


def test_password_and_code_sign_in(client, protected, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    answer = client.post(reverse("account_login"), {"login": protected.email, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_of(protected)})
    assert client.session["_auth_user_id"] == str(protected.pk)
    assert client.get("/beheer/").status_code == 200


def test_forty_wrong_passwords_are_stopped(client, protected):
    pages = [
        client.post(reverse("account_login"), {"login": protected.email, "password": f"fout {n}"}).content.decode()
        for n in range(12)
    ]
    assert "Te veel" in pages[-1]
    client.post(reverse("account_login"), {"login": protected.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert reverse("mfa_authenticate") not in pages[-1]


@pytest.fixture
def people():
    """Everybody whose role might ask for a second factor, none of whom has one."""
    return {
        "professional": UserFactory(),
        "trainer": RoleGrantFactory(role="trainer").person,
        "facilitator": RoleGrantFactory(role="facilitator").person,
        "experience_reviewer": RoleGrantFactory(role="experience_reviewer").person,
        "editor": RoleGrantFactory(role="editor").person,
        "organisation admin": MembershipFactory(organisation=OrganisationFactory(), role="admin").person,
        "organisation member": MembershipFactory(organisation=OrganisationFactory()).person,
        "superuser": UserFactory(is_superuser=True),
    }


MUST = {"trainer", "facilitator", "editor", "organisation admin", "superuser"}


@pytest.mark.parametrize("required", [True, False])
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, people, settings, required):
    settings.REQUIRE_SECOND_FACTOR = required
    sent = set()
    for name, person in people.items():
        client.force_login(person)
        answer = client.get("/nl/mensen/mijn-account/")
        if answer.headers.get("Location", "").startswith(reverse("mfa_activate_totp")):
            sent.add(name)
        else:
            assert answer.status_code == 200
    assert sent == (MUST if required else set())


def test_session_without_the_code_shows_it_first(client, protected, settings):
    """A session from before the second factor was set up."""
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(protected)
    for path in ("/beheer/", "/nl/mensen/mijn-account/", "/nl/account/2fa/totp/deactivate/", "/bestanden/x.jpg"):
        assert client.get(path).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(protected)})
    assert client.get("/nl/mensen/mijn-account/").status_code == 200


def test_setting_up_opens_the_site(client, settings):
    """An editor signs in, is sent to set up the second factor, does so, and enters."""
    settings.REQUIRE_SECOND_FACTOR = True
    editor = actions.register(email="redactie@voorbeeld.test", password=PASSWORD)
    RoleGrantFactory(person=editor, role="editor")
    client.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
    assert client.get("/nl/mensen/mijn-account/").status_code == 302
    page = client.get(reverse("mfa_activate_totp"))
    assert "De tweede stap instellen" in page.content.decode()
    editor.seed = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(editor)})
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(editor)})
    assert client.get("/nl/mensen/mijn-account/").status_code == 200


def test_second_factor_costs_no_query(client, settings, django_assert_num_queries):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(UserFactory())
    with django_assert_num_queries(3):  # the session, the person with their duties, the footer
        client.get(reverse("people:demo_sign_in"))


def test_seed_is_sealed_and_opens_with_its_server_key_only(protected, settings):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from reflection.encryption import DecryptionError

    stored = Authenticator.objects.get(user=protected, type="totp").data["secret"]
    assert protected.seed not in str(Authenticator.objects.values_list("data"))
    assert decrypt(stored) == protected.seed
    settings.FIELD_KEYS = ["other:" + "A" * 43 + "="]
    with pytest.raises(DecryptionError):
        decrypt(stored)
