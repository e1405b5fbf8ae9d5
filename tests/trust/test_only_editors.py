"""Who may not edit is told so; Wagtail alone would send them round in a circle."""

import pytest
from wagtail.models import PageViewRestriction

from pages.tree import home_of
from people.models import Role
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, Role.FACILITATOR, Role.EXPERIENCE_REVIEWER])
def test_an_account_without_an_editing_role_gets_the_reason(client, tree, role):
    person = UserFactory()
    if role:
        RoleGrantFactory(person=person, role=role)
    client.force_login(person)
    for path in ("/beheer/", "/beheer/pages/", "/beheer/images/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "De redactieomgeving is er voor trainers en redactie." in answer.content.decode()
        assert '<a href="/nl/">' in answer.content.decode()


def test_somebody_unknown_is_sent_to_the_one_door(client, tree):
    assert client.get("/beheer/pages/").headers["Location"] == "/nl/account/login/?next=/beheer/pages/"


def test_signing_out_of_the_editor_stays_open(client, tree):
    client.force_login(UserFactory())
    assert client.post("/beheer/logout/").status_code == 302


def test_a_page_has_no_privacy_beside_its_audience(client, tree):
    """Wagtail's own page privacy is not offered, and one that stands in the table hides nothing and costs nothing."""
    home = home_of("nl")
    client.force_login(UserFactory(is_superuser=True))
    client.post(f"/beheer/pages/{home.pk}/privacy/", {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    client.logout()
    assert client.get("/nl/").status_code == 200
