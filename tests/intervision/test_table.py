"""What lies on the table, and whose turn it is: also when nobody wrote anything."""

import uuid

import pytest
from django.urls import reverse

from intervision.actions.writing import contribute
from intervision.enums import Move
from intervision.projection import project
from tests.factories.intervision import make_method, make_room

HIDDEN = {"floor": ["X"], "silent": ["A"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}]}
SHARED = {"floor": ["A"], "writes": [{"who": "A", "kind": "shared", "prompt": ""}]}
QUIET = {"floor": ["A"], "writes": []}


def tables(room, seat):
    return [(board.phase, len(board.cards)) for board in project(room.fresh(), seat).boards]


def test_an_empty_table_says_so_from_the_reveal_on(db, client):
    room = make_room(make_method("leeg", {**HIDDEN, "carries_to": [2, 3]}, {**QUIET, "bringer_seat": "turned"}, QUIET))
    seats = [room.facilitator, room.bringer, room.peers[0], room.beamer()]
    room.go_to(1)
    assert [tables(room, seat) for seat in seats] == [[]] * 4  # whether somebody writes is hidden too
    room.go_to(2)
    assert [tables(room, seat) for seat in seats] == [[(1, 0)], [], [(1, 0)], [(1, 0)]]
    room.go_to(3)
    assert [tables(room, seat) for seat in seats] == [[(1, 0)]] * 4
    client.force_login(room.peers[0].person)
    html = client.get(reverse("intervision:room", args=[room.session.pk])).content.decode()
    assert "Er ligt niets op tafel." in html


def test_a_table_that_is_still_being_laid_says_nog(db, client):
    room = make_room(make_method("open", SHARED, QUIET))
    room.go_to(1)
    client.force_login(room.peers[0].person)
    url = reverse("intervision:room", args=[room.session.pk])
    assert "Er ligt nog niets op tafel." in client.get(url).content.decode()
    contribute(
        session_id=room.session.pk, by=room.peers[0], contribution_id=uuid.uuid4(), phase=1, slot=0, text="een kaart"
    )
    assert "op tafel." not in client.get(url).content.decode().split('data-region="table"')[1].split("</section>")[0]
    room.go_to(2)
    assert tables(room, room.peers[0]) == []  # nothing was promised to stay


def test_a_button_shows_an_empty_table_only_once_it_is_pressed(db):
    room = make_room(make_method("knop", {**HIDDEN, "reveal": "button", "carries_to": [2]}, QUIET))
    room.go_to(1)
    assert tables(room, room.peers[0]) == []
    room.steer(Move.REVEAL)
    assert tables(room, room.peers[0]) == [(1, 0)]


@pytest.mark.parametrize(
    ("floor", "order"),
    [
        (["P", "B"], ("Peer2", "Peer1")),  # they ask, the bringer answers
        (["B", "P"], ("Sam", "Peer2", "Peer1")),
        (["P"], ("Peer2", "Peer1")),
        (["B"], ()),
        (["A"], ("Sam", "Peer1", "Peer2", "Noor")),
        (["F", "A"], ("Sam", "Peer1", "Peer2", "Noor")),
    ],
)
def test_in_a_round_who_is_named_first_begins(db, floor, order):
    room = make_room(make_method("ronde", {"floor": floor, "turn": "round"}))
    room.go_to(1)
    assert project(room.fresh(), room.peers[0]).phase.order == order
