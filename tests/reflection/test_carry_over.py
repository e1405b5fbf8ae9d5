"""Who signs in decides what happens to the notes from before."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from reflection.models import Answer
from reflection.notebook import MemberNotebook, left_by_visitor, notebook_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
URL = "/nl/notities/meenemen/"


@pytest.fixture
def person(client):
    """Somebody who wrote as a visitor, and then signed in."""
    session = client.session
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), session
    notebook_of(request).write_all("casus:1", {"a": {"tekst": "voordien"}})
    session.save()
    client.cookies["sessionid"] = session.session_key
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("choice", "kept", "left"),
    [
        ("bewaren", {"a": {"tekst": "voordien"}}, False),
        ("wissen", {}, False),
        ("iets anders", {}, True),
    ],
)
def test_choice_decides(client, person, choice, kept, left):
    answer = client.post(URL, {"keuze": choice, "terug": "/nl/casussen/"})
    assert (answer.status_code, answer["Location"]) == (302, "/nl/casussen/")
    assert MemberNotebook(person).read_all("casus:1") == kept
    request = RequestFactory().get("/")
    request.user, request.session = person, client.session
    assert (left_by_visitor(request) is not None) is left


def test_choosing_twice_keeps_once(client, person):
    client.post(URL, {"keuze": "bewaren"})
    client.post(URL, {"keuze": "bewaren"})
    assert Answer.objects.of(person).count() == 1


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""])
def test_way_back_stays_in_the_house(client, person, elsewhere):
    assert client.post(URL, {"keuze": "wissen", "terug": elsewhere})["Location"] == "/nl/mijn/"


def test_visitor_has_nothing_to_carry(client):
    answer = client.post(URL, {"keuze": "bewaren"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/nl/account/")
    assert client.get(URL).status_code == 405
