"""Erasing what one wrote about one thing, and only that."""

import uuid

import pytest

from reflection.models import Answer
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

PAGE, FORGET = "/nl/mijn/gegevens/notities/", "/nl/mijn/gegevens/notities/wissen/"
QUERIES = 6
"""The session, the person, their role, the notes, and what they stand at in two."""


def about(number):
    return f"casus:{uuid.UUID(int=number)}"


def wrote(person, number):
    MemberNotebook(person).write(Prompt(about(number), "doe-stap"), {"dan": "KANARIE"})
    MemberNotebook(person).write(Prompt(about(number), "doe-stap"), {"dan": "KANARIE later"})


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_for_one_and_for_three(signed_in, person, count, django_assert_num_queries):
    for number in range(count):
        wrote(person, number)
    signed_in.get(PAGE)
    with django_assert_num_queries(QUERIES):
        page = signed_in.get(PAGE).content.decode()
    assert page.count("2 notities") == count
    assert "KANARIE" not in page


def test_only_mine_about_this_goes(signed_in, person):
    other = UserFactory()
    for each, number in ((person, 1), (person, 2), (other, 1)):
        wrote(each, number)
    assert signed_in.get(FORGET).status_code == 405
    assert signed_in.post(FORGET, {"about": about(1)})["Location"] == PAGE
    left = Answer.objects.values_list("person", "about").distinct()
    assert set(left) == {(person.pk, about(2)), (other.pk, about(1))}
    assert "2 notities zijn gewist." in signed_in.get(PAGE).content.decode()


@pytest.mark.parametrize("sent", ["", "casus:weg", "x" * 5000, "casus:\x00", "\u202e"])
def test_what_is_not_there_is_nothing(signed_in, person, sent):
    wrote(person, 1)
    assert signed_in.post(FORGET, {"about": sent}).status_code == 302
    assert Answer.objects.count() == 2
    assert "Er stond niets meer." in signed_in.get(PAGE).content.decode()


def test_a_visitor_is_asked_to_sign_in(client):
    for answer in (client.get(PAGE), client.post(FORGET, {"about": about(1)})):
        assert answer["Location"].startswith("/nl/account/login/")
