"""When it is no intervision any more: what to do stands in every seat's room, and the clock stops with one press."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from intervision.projection import project
from tests.factories.intervision import make_room

SAID = "Dit is geen intervisie meer"
pytestmark = pytest.mark.django_db


def page(seat, session):
    template = "intervision/_screen.html" if seat.kind == "beamer" else "intervision/_room.html"
    return render_to_string(template, {"room": project(session, seat), "base": "/x/"})


@pytest.mark.parametrize("at", [0, 1, 2])
def test_it_stands_in_every_room_but_on_the_screen(at):
    room = make_room()
    if at:
        room.go_to(at)
    seats = [room.facilitator, room.co_facilitator(), room.bringer, *room.peers, room.guest(), room.guest("interpreter"), room.beamer()]  # fmt: skip
    assert [page(seat, room.fresh()).count(SAID) for seat in seats] == [1, 1, 1, 1, 1, 1, 1, 0]


def test_it_names_the_help_lines_and_stays_open_while_the_room_moves(client):
    room = make_room()
    room.go_to(1)
    client.force_login(room.peers[0].person)
    html = client.get(room.session.get_absolute_url()).content.decode()
    part = html.split(SAID)[1].split("</details>")[0]
    assert [number in part for number in ("tel:112", "tel:1712", "tel:1813")] == [True] * 3
    before = html.split(SAID)[0]
    opened, closed = before.count("data-region="), before.split('data-region="controls"')[1]
    assert (opened >= 6, closed.count("<div") < closed.count("</div>")) == (True, True)  # it is in no region


@pytest.mark.parametrize("kind", ["facilitator", "bringer", "peer"])
def test_its_button_stops_the_clock_for_everybody_and_says_for_nobody_who(client, kind):
    room = make_room()
    room.go_to(1)
    seat = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0]}[kind]
    client.force_login(seat.person)
    url = reverse("intervision:steer", args=[room.session.pk])
    assert client.post(url, {"move": "stop", "seen": room.fresh().move}).status_code == 302
    assert room.fresh().is_paused
    assert list(room.fresh().events.filter(kind="stop").values_list("seat", flat=True)) == [None]


def test_before_the_start_there_is_nothing_to_stop_and_it_says_so(client):
    room = make_room()
    client.force_login(room.peers[0].person)
    answer = client.post(reverse("intervision:steer", args=[room.session.pk]), {"move": "stop", "seen": 0})
    assert (answer.status_code, "De sessie is nog niet begonnen." in answer.content.decode()) == (409, True)
