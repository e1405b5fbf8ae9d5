"""Writing: once, late, nameless, back again."""

import uuid

import pytest

from intervision.actions.writing import contribute, save_draft, withdraw
from intervision.exceptions import NotNow, NotYourPlace, TextRefused
from intervision.models import Contribution, Draft
from intervision.projection import project
from tests.factories.intervision import make_method, make_room


@pytest.fixture
def room(db):
    made = make_room()
    made.go_to(2)
    return made


def send(room, seat, text="Wat stond er in de brief?", *, phase=2, slot=0, key=None, seen=0):
    key = key or uuid.uuid4()
    where = {"session_id": room.session.pk, "phase": phase, "slot": slot, "seen": seen}
    contribute(by=seat, contribution_id=key, text=text, **where)
    return key


def test_sending_twice_stores_once(room):
    key = send(room, room.peers[0])
    version = room.fresh().version
    send(room, room.peers[0], key=key)
    with pytest.raises(NotNow):
        send(room, room.peers[0], "iets anders", key=key)
    assert [found.open() for found in Contribution.objects.all()] == ["Wat stond er in de brief?"]
    assert room.fresh().version == version


def test_the_id_of_another_gives_nothing(room):
    key = send(room, room.peers[0])
    with pytest.raises(NotYourPlace):
        send(room, room.peers[1], "gekaapt", key=key)
    assert Contribution.objects.get().open() == "Wat stond er in de brief?"


@pytest.mark.parametrize(
    ("who", "phase", "slot", "refusal"),
    [
        ("facilitator", 2, 0, NotYourPlace),
        ("bringer", 2, 0, NotYourPlace),
        ("bringer", 2, 1, None),  # a silent bringer has a private note
        ("peer", 2, 0, None),
        ("peer", 2, 1, NotYourPlace),
        ("peer", 2, 9, NotYourPlace),
        ("peer", 1, 0, None),
        ("peer", 3, 0, NotNow),
        ("peer", 99, 0, NotNow),
        ("beamer", 2, 0, NotYourPlace),
    ],
)
def test_who_writes_where(room, who, phase, slot, refusal):
    seats = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0]}
    seat = seats.get(who) or room.beamer()
    if refusal is None:
        send(room, seat, phase=phase, slot=slot)
        assert Contribution.objects.count() + Draft.objects.count() == 1
    else:
        with pytest.raises(refusal):
            send(room, seat, phase=phase, slot=slot)
        assert Contribution.objects.count() + Draft.objects.count() == 0


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 4001])
def test_what_is_no_text_is_refused(room, text):
    with pytest.raises(TextRefused):
        send(room, room.peers[0], text)
    assert Contribution.objects.count() == 0


def test_late_text_is_kept_for_its_author_and_counted_for_the_facilitator(room):
    seen = save_draft(session_id=room.session.pk, by=room.peers[0], phase=2, slot=0, text="half afge")
    room.go_to(3)
    view = project(room.fresh(), room.peers[0])
    assert [(text.phase, text.text) for text in view.unsent] == [(2, "half afge")]
    send(room, room.peers[0], "half afgemaakt", phase=2, seen=seen)
    author, other, facilitator = (project(room.fresh(), seat) for seat in (*room.peers, room.facilitator))
    assert ([card.text for card in author.late.own], author.late.count, author.unsent) == (["half afgemaakt"], 0, ())
    assert (other.late.own, other.late.count, [board.cards for board in other.boards]) == ((), 0, [()])
    assert (facilitator.late.own, facilitator.late.count) == ((), 1)


def test_taking_back_makes_it_a_draft_until_it_was_seen(room):
    key = send(room, room.peers[0], "te snel")
    withdraw(session_id=room.session.pk, by=room.peers[0], contribution_id=key)
    assert [(draft.open(), Contribution.objects.count()) for draft in Draft.objects.all()] == [("te snel", 0)]
    key = send(room, room.peers[0], "toch")
    with pytest.raises(NotYourPlace):
        withdraw(session_id=room.session.pk, by=room.peers[1], contribution_id=key)
    room.go_to(3)
    with pytest.raises(NotNow):
        withdraw(session_id=room.session.pk, by=room.peers[0], contribution_id=key)


def test_nameless_text_stores_no_author_and_no_order(db):
    nameless = {"floor": ["X"], "writes": [{"who": "A", "kind": "hidden_anonymous", "prompt": ""}], "carries_to": [2]}
    room = make_room(make_method("naamloos", nameless, {"floor": ["A"]}))
    room.go_to(1)
    for number, seat in enumerate([*room.peers, room.bringer]):
        key = uuid.uuid4()
        save_draft(session_id=room.session.pk, by=seat, phase=1, slot=0, text="x", page=key)
        send(room, seat, f"eerste verklaring {number}", phase=1, key=key)
    assert set(Contribution.objects.values_list("seat", "sequence")) == {(None, 0)}
    assert Draft.objects.count() == 0
    session = room.go_to(2)
    cards = project(session, room.facilitator).boards[0].cards
    assert [card.id for card in cards] == sorted(card.id for card in cards)
    assert {card.author for card in cards} == {""}
