"""The address of a room for a camera: the form is filled in, and nothing happens until it is sent."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from intervision.actions.guests import offer_guest
from intervision.actions.screens import code_of, offer_screen
from intervision.enums import SeatKind
from intervision.models import Seat
from intervision.qr import BORDER, squares_of
from tests.factories.intervision import make_room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries():
    cache.clear()


@pytest.fixture
def room():
    return make_room()


def dark(squares):
    """The dark squares of the picture, by place."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", squares.path)
    assert all(there == back for _x, _y, there, back in runs)
    assert "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length, _back in runs) == squares.path
    return {(int(x) + step, int(y)) for x, y, length, _back in runs for step in range(int(length))}


def finder(size, x, y):
    """One of the three large squares by which a camera finds the picture."""
    ring = {(x + dx, y + dy) for dx in range(7) for dy in range(7) if {dx, dy} & {0, 6}}
    return ring | {(x + dx, y + dy) for dx in range(2, 5) for dy in range(2, 5)}


def test_a_camera_finds_it():
    squares = squares_of("https://voorbeeld.test/nl/intervisie/scherm/?code=ABC234")
    found, far = dark(squares), squares.size - BORDER - 7
    for x, y in ((BORDER, BORDER), (far, BORDER), (BORDER, far)):
        assert finder(squares.size, x, y) <= found
    edge = set(range(BORDER)) | set(range(squares.size - BORDER, squares.size))
    assert {place for place in found if set(place) & edge} == set()


@pytest.mark.parametrize("what", ["screen", "guest"])
def test_who_facilitates_has_the_picture_of_the_address_with_its_code(client, room, what):
    client.force_login(room.facilitator.person)
    before = client.get(room.session.get_absolute_url()).content.decode()
    if what == "screen":
        seat, name = offer_screen(session_id=room.session.pk, by=room.facilitator), "pair"
    else:
        seat, name = offer_guest(session_id=room.session.pk, by=room.facilitator, kind=SeatKind.GUEST), "guest"
    code = code_of(seat, timezone.now())
    html = client.get(room.session.get_absolute_url()).content.decode()
    squares = squares_of(f"http://testserver{reverse(f'intervision:{name}')}?code={code}")
    assert [page.count('class="qr"') for page in (before, html)] == [0, 1]
    assert (squares.path in html, "style=" in html) == (True, False)
    for other in (room.bringer, room.peers[0]):
        client.force_login(other.person)
        assert 'class="qr"' not in client.get(room.session.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["pair", "guest"])
def test_the_address_fills_in_the_form_and_pairs_nothing(client, room, name):
    seat = offer_screen(session_id=room.session.pk, by=room.facilitator)
    if name == "guest":
        seat = offer_guest(session_id=room.session.pk, by=room.facilitator, kind=SeatKind.GUEST)
    code = code_of(seat, timezone.now())
    for _time in range(2):
        answer = client.get(reverse(f"intervision:{name}"), {"code": code})
        assert (answer.status_code, answer.cookies.keys() & {"kamer", "gast"}) == (200, set())
        assert f'value="{code}"' in answer.content.decode()
    assert Seat.objects.get(pk=seat.pk).device_hash == ""


@pytest.mark.parametrize("given", ["", '"><script>', "ABCDEFG", "ééé", "AB 12", "A" * 5000])
@pytest.mark.parametrize("name", ["pair", "guest"])
def test_what_is_no_code_is_not_filled_in(client, room, name, given):
    html = client.get(reverse(f"intervision:{name}"), {"code": given}).content.decode()
    field = re.search(r'<input[^>]*name="code"[^>]*>', html).group()
    assert "value=" not in field
