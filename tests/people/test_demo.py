"""The demo's people, and the one click that exists only there."""

import pytest
from django.urls import reverse

from meerstemmig.demo import people as demo
from people.demo import ACCOUNTS
from people.models import Circle, Membership, RoleGrant, User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (User, Membership, RoleGrant, Circle)]


def test_loading_twice_changes_nothing(tree):
    demo.load()
    once = counts()
    demo.load()
    assert counts() == once == [7, 10, 4, 1]
    assert set(User.objects.values_list("email", flat=True)) == {
        f"{name}@demo.meerstemmig.test"
        for name in (
            "professional",
            "collega",
            "begeleider",
            "trainer",
            "ervaringsdeskundige",
            "organisatie",
            "redactie",
        )
    }


def test_login_page_offers_every_account_only_in_the_demo(client, tree, settings):
    demo.load()
    offered = {}
    for on in (True, False):
        settings.DEMO = on
        page = client.get(reverse("account_login")).content.decode()
        offered[on] = [account.email in page for account in ACCOUNTS]
    assert offered == {True: [True] * 7, False: [False] * 7}


@pytest.mark.parametrize(
    ("on", "email", "signed_in"),
    [
        (True, "professional@demo.meerstemmig.test", True),
        (False, "professional@demo.meerstemmig.test", False),
        (True, "echt@voorbeeld.test", False),
        (True, "absent@demo.meerstemmig.test", False),
        (True, "baas@demo.meerstemmig.test", False),
    ],
    ids=["demo", "no demo", "real account", "absent", "superuser with a demo address"],
)
def test_one_click(client, tree, settings, on, email, signed_in):
    demo.load()
    UserFactory(email="echt@voorbeeld.test")
    UserFactory(email="baas@demo.meerstemmig.test", is_superuser=True)
    settings.DEMO = on
    answer = client.post(reverse("people:demo_sign_in"), {"email": email})
    assert (answer.status_code, "_auth_user_id" in client.session) == ((302, True) if signed_in else (404, False))


def test_one_click_takes_a_post_with_a_token(tree, settings):
    from django.test import Client

    demo.load()
    settings.DEMO = True
    strict = Client(enforce_csrf_checks=True)
    url = reverse("people:demo_sign_in")
    assert strict.get(url).status_code == 405
    assert strict.post(url, {"email": "professional@demo.meerstemmig.test"}).status_code == 403
