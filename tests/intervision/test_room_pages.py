"""The room over HTTP: without script, with fragments, for outsiders, and what it costs."""

import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from intervision.actions.writing import contribute
from intervision.enums import Move
from intervision.models import Contribution
from tests.factories.intervision import make_method, make_room
from tests.factories.people import UserFactory

FRAGMENT = {"headers": {"X-Room-Fragment": "1"}}


@pytest.fixture
def room(db):
    return make_room()


def address(room, name="room"):
    return reverse(f"intervision:{name}", args=[room.session.pk])


def page_of(client, seat, url, **options):
    client.force_login(seat.person)
    return client.get(url, **options)


def test_a_whole_session_by_forms_alone(client, room):
    client.force_login(room.facilitator.person)

    def press(move, **more):
        seen = room.fresh().move
        answer = client.post(address(room, "steer"), {"move": move, "seen": seen, **more})
        assert (answer.status_code, answer.url) == (302, address(room))

    press("start")
    press("next")
    client.force_login(room.peers[0].person)
    answer = client.post(address(room, "write"), {"phase": 2, "slot": 0, "text": "Wie las de brief voor?"})
    assert answer.status_code == 302
    assert "Wie las de brief voor?" in client.get(address(room)).content.decode()
    assert "Wie las de brief voor?" not in page_of(client, room.peers[1], address(room)).content.decode()
    client.force_login(room.facilitator.person)
    press("next", toch="on")  # somebody still writes
    assert "Wie las de brief voor?" in page_of(client, room.peers[1], address(room)).content.decode()
    client.force_login(room.facilitator.person)
    press("next")
    press("next")
    press("close")
    assert room.fresh().status == "closed"
    assert Contribution.objects.count() == 0


def test_the_late_click_gets_409_and_the_fresh_room(client, room):
    client.force_login(room.facilitator.person)
    seen = room.go_to(1).move
    first = client.post(address(room, "steer"), {"move": "next", "seen": seen}, **FRAGMENT)
    second = client.post(address(room, "steer"), {"move": "next", "seen": seen}, **FRAGMENT)
    assert (first.status_code, second.status_code, room.fresh().pointer) == (200, 409, 2)
    html = second.content.decode()
    assert html.lstrip().startswith('<div class="room')
    assert "Dat had je al gedaan, misschien op een ander toestel." in html
    assert "Fase 2" in html


def test_the_state_is_204_until_something_changes(client, room):
    version = room.go_to(1).version
    client.force_login(room.peers[0].person)
    same = client.get(address(room, "state"), {"v": version})
    assert (same.status_code, same.content, same["Cache-Control"]) == (204, b"", "no-store, private")
    room.steer(Move.NEXT)
    changed = client.get(address(room, "state"), {"v": version})
    assert changed.status_code == 200
    assert f'data-version="{version + 1}"' in changed.content.decode()
    assert "<html" not in changed.content.decode()


@pytest.mark.parametrize("name", ["room", "state", "screen", "screen_state"])
def test_for_an_outsider_a_session_is_as_absent_as_one_that_never_was(client, room, name):
    client.force_login(UserFactory())
    url = address(room, name)
    foreign = client.get(url)
    room.session.delete()
    absent = client.get(url)
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert without_token(foreign) == without_token(absent)


@pytest.mark.parametrize("name", ["steer", "write", "draft", "take_back", "ready", "keep", "screen_code"])
def test_an_outsider_changes_nothing(client, room, name):
    version = room.go_to(1).version
    client.force_login(UserFactory())
    answer = client.post(address(room, name), {"move": "next", "seen": 1, "phase": 1, "slot": 0, "text": "x"})
    assert (answer.status_code, room.fresh().version) == (404, version)


def test_a_member_who_left_is_an_outsider_at_once(client, room):
    client.force_login(room.peers[0].person)
    assert client.get(address(room)).status_code == 200
    room.peers[0].person.memberships.update(left_at=timezone.now())
    assert client.get(address(room)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_state_costs_the_same_however_much_was_written(client, db, django_assert_num_queries, count):
    shared = {"floor": ["A"], "writes": [{"who": "A", "kind": "shared", "prompt": ""}]}
    room = make_room(make_method("bord", shared))
    room.go_to(1)
    for number in range(count):
        where = {"phase": 1, "slot": 0, "text": f"kaart {number}"}
        contribute(session_id=room.session.pk, by=room.peers[0], contribution_id=uuid.uuid4(), **where)
    client.force_login(room.peers[1].person)
    client.get(address(room, "state"))
    # session, person; then seat with session and key; seats, last event, contributions, drafts, ready marks
    with django_assert_num_queries(8):
        html = client.get(address(room, "state")).content.decode()
    assert [f"kaart {number}" in html for number in range(3)] == [number < count for number in range(3)]


def test_a_screen_is_paired_once_within_two_minutes(client, room):
    with time_machine.travel("2027-10-01T10:00:00Z", tick=False) as traveller:
        client.force_login(room.facilitator.person)
        client.post(address(room, "screen_code"))
        code = shown_code(client.get(address(room)).content.decode())
        client.logout()
        wrong = client.post(reverse("intervision:pair"), {"code": "AAAAAA"})
        assert (wrong.status_code, "past niet of is verlopen" in wrong.content.decode()) == (422, True)
        paired = client.post(reverse("intervision:pair"), {"code": f" {code.lower()} "})
        assert (paired.status_code, paired.url) == (302, address(room, "screen"))
        assert paired.cookies["meerstemmig-scherm"]["httponly"] is True
        assert "We beginnen zo." in client.get(address(room, "screen")).content.decode()
        assert client.post(reverse("intervision:pair"), {"code": code}).status_code == 422
        client.force_login(room.facilitator.person)
        client.post(address(room, "screen_code"))
        code = shown_code(client.get(address(room)).content.decode())
        traveller.shift(121)
        assert client.post(reverse("intervision:pair"), {"code": code}).status_code == 422


def test_codes_are_not_for_guessing(client, db):
    answers = [client.post(reverse("intervision:pair"), {"code": f"AAAA{n:02}"}).status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


def shown_code(html):
    return html.split('class="room-code">')[1].split("<")[0]


def without_token(response):
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
