"""A name is one line, wherever it goes."""

import pytest
from django.urls import reverse

from people.models import Circle
from people.names import is_one_line, one_line
from tests.factories.people import UserFactory

TOLD = "Een naam staat op één regel, zonder verborgen tekens. Typ hem opnieuw."


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Kring Noord", "Kring Noord"),
        ("Zoë 👩🏽‍🦱 مرحبا", "Zoë 👩🏽‍🦱 مرحبا"),
        ("a\r\nX-KWAAD:1", "a X-KWAAD:1"),
        ("a\rb\u2028c\x85d\te", "a b c d e"),
        ("\u202eSam\u2066", "Sam"),
        ("\n\u202e", ""),
    ],
)
def test_one_line(name, made):
    assert (one_line(name), is_one_line(name)) == (made, name == made)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a\r\nX-KWAAD:1", "a\rb", "\u202eom"])
def test_a_circle_with_a_broken_name_is_refused_at_the_field(client, name, tree):
    client.force_login(UserFactory())
    answer = client.post(reverse("people:new_circle"), {"name": name})
    assert (answer.status_code, Circle.objects.exists(), TOLD in answer.content.decode()) == (422, False, True)
