"""Somebody without a device: a neighbour enters what they say, as theirs, and reads nothing of them."""

import uuid
from dataclasses import asdict

import pytest
from django.urls import reverse

from intervision.actions.closing import close
from intervision.actions.proxies import contribute_for, let_type
from intervision.actions.writing import contribute, save_draft
from intervision.enums import Move
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, Ready
from intervision.projection import project
from tests.factories.intervision import make_method, make_room

PHASES = (
    {
        "floor": ["X"],
        "writes": [
            {"who": "P", "kind": "hidden_reveal", "prompt": ""},
            {"who": "P", "kind": "private", "prompt": ""},
            {"who": "P", "kind": "yield", "prompt": ""},
        ],
        "carries_to": [2],
    },
    {"floor": ["A"], "writes": [{"who": "B", "kind": "agreement", "prompt": ""}]},
    {"floor": ["X"], "writes": [{"who": "P", "kind": "hidden_anonymous", "prompt": ""}], "reveal": "never"},
)


@pytest.fixture
def room(db):
    """The first peer types for the second."""
    made = make_room(make_method("namens", *PHASES))
    agree(made, made.peers[1], made.peers[0])
    made.go_to(1)
    return made


def agree(room, seat, neighbour, by=None):
    where = {"session_id": room.session.pk, "by": by or room.facilitator}
    let_type(seat_id=seat.pk, typed_by=neighbour and neighbour.pk, **where)


def enter(room, text="Wat mijn buur zei.", *, by=None, seat=None, phase=1, slot=0, key=None):
    return contribute_for(
        session_id=room.session.pk,
        by=by or room.peers[0],
        seat_id=(seat or room.peers[1]).pk,
        contribution_id=key or uuid.uuid4(),
        phase=phase,
        slot=slot,
        text=text,
    )


def test_what_is_entered_is_shown_as_theirs_and_they_are_done(room):
    key = uuid.uuid4()
    for _ in range(2):  # sent twice, stored once
        enter(room, key=key)
    view = project(room.fresh(), room.peers[0])
    assert "Wat mijn buur zei." not in str(asdict(view))  # hidden is hidden, also for who typed it
    assert [(each.called, each.typed_by, each.is_ready) for each in view.people[2:]] == [
        ("Peer1", "", False),
        ("Peer2", "Peer1", True),
    ]
    room.go_to(2)
    (board,) = project(room.fresh(), room.bringer).boards[:1]
    assert [(card.author, card.text) for card in board.cards] == [("Peer2", "Wat mijn buur zei.")]


def test_the_neighbour_is_given_the_fields_for_the_group_and_nothing_that_stands_there(room):
    where = {"session_id": room.session.pk, "by": room.peers[1], "phase": 1}
    save_draft(slot=0, text="kanarie-kladje", **where)
    save_draft(slot=1, text="kanarie-notitie", **where)
    for slot in (0, 2):
        contribute(slot=slot, text=f"kanarie-tekst-{slot}", contribution_id=uuid.uuid4(), **where)
    view = project(room.fresh(), room.peers[0])
    assert [(each.called, each.kind) for each in view.on_behalf] == [("Peer2", "hidden_reveal")]
    assert "kanarie" not in str(asdict(view))
    others = (room.facilitator, room.bringer, room.peers[1], room.beamer())
    assert [project(room.fresh(), seat).on_behalf for seat in others] == [()] * 4


def test_a_nameless_text_stays_nameless(room):
    room.go_to(3)
    enter(room, phase=3)
    stored = Contribution.objects.get()
    assert (stored.seat_id, stored.sequence, Ready.objects.filter(seat=room.peers[1], phase=3).count()) == (None, 0, 1)


@pytest.mark.parametrize(("slot", "refused"), [(0, False), (1, True), (2, True)])
def test_a_note_and_what_somebody_takes_along_are_for_their_own_eyes(room, slot, refused):
    if refused:
        with pytest.raises(NotYourPlace):
            enter(room, slot=slot)
    else:
        enter(room, slot=slot)


def test_only_who_was_asked_types_and_not_for_longer_than_agreed(room):
    for wrong in ({"by": room.bringer}, {"by": room.facilitator}, {"by": room.peers[1], "seat": room.peers[0]}):
        with pytest.raises(NotYourPlace):
            enter(room, **wrong)
    agree(room, room.peers[1], None)
    with pytest.raises(NotYourPlace):
        enter(room)
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "refused"),
    [("facilitator", False), ("co", False), ("bringer", True), ("peer", True), ("guest", True), ("interpreter", True), ("beamer", True)],
)  # fmt: skip
def test_who_says_who_types(room, who, refused):
    made = {
        "co": room.co_facilitator,
        "guest": room.guest,
        "beamer": room.beamer,
        "interpreter": lambda: room.guest("interpreter"),
    }
    seats = {"facilitator": room.facilitator, "bringer": room.bringer, "peer": room.peers[0]}
    seat = seats.get(who) or made[who]()
    if refused:
        with pytest.raises(NotYourPlace):
            agree(room, room.bringer, room.facilitator, by=seat)
    else:
        agree(room, room.bringer, room.facilitator, by=seat)
    assert (project(room.fresh(), room.facilitator).people[1].typed_by == "Noor") is not refused


@pytest.mark.parametrize("pair", ["self", "turned", "guest", "chain", "chain back", "elsewhere", "facilitator"])
def test_what_cannot_be_agreed(room, pair):
    first, second = room.peers
    seat, neighbour = {
        "self": (second, second),
        "turned": (second, room.bringer),
        "guest": (second, room.guest()),
        "chain": (room.bringer, second),
        "chain back": (first, room.facilitator),
        "elsewhere": (second, make_room().facilitator),
        "facilitator": (room.facilitator, first),
    }[pair]
    with pytest.raises(NotYourPlace):
        agree(room, seat, neighbour)


def test_by_form_and_at_the_end(client, room):
    client.force_login(room.peers[0].person)
    base = [room.session.pk]
    page = client.get(reverse("intervision:room", args=base)).content.decode()
    assert "Dien in namens Peer2" in page
    sent = {"phase": 1, "slot": 0, "text": "Gezegd.", "namens": str(room.peers[1].pk)}
    answer = client.post(reverse("intervision:write", args=base), sent)
    assert (answer.status_code, "Ingediend namens Peer2." in answer.content.decode()) == (200, True)
    refused = client.post(reverse("intervision:write", args=base), {**sent, "namens": str(room.bringer.pk)})
    assert (refused.status_code, Contribution.objects.count()) == (403, 1)
    client.force_login(room.facilitator.person)
    url = reverse("intervision:let_type", args=base)
    assert client.post(url, {"stoel": "x"}).status_code == 400
    assert client.post(url, {"stoel": str(room.peers[1].pk), "door": ""}).status_code == 302
    assert project(room.fresh(), room.peers[0]).on_behalf == ()
    room.go_to(3)
    room.steer(Move.NEXT)
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    with pytest.raises(NotNow):
        agree(room, room.peers[1], room.peers[0])


def test_other_words_under_a_used_id_are_refused_and_not_called_handed_in(client, room):
    key = uuid.uuid4()
    enter(room, key=key)
    client.force_login(room.peers[0].person)
    sent = {"id": str(key), "phase": 1, "slot": 0, "namens": str(room.peers[1].pk)}
    address = reverse("intervision:write", args=[room.session.pk])
    again = client.post(address, {**sent, "text": "Wat mijn buur zei."})
    other = client.post(address, {**sent, "text": "Iets anders."})
    assert (again.status_code, other.status_code) == (200, 409)
    assert "Deze tekst kan hier niet bij." in other.content.decode()
    assert "Ingediend namens" not in other.content.decode()
    assert [each.open() for each in Contribution.objects.all()] == ["Wat mijn buur zei."]


def test_other_words_under_a_used_id_without_a_name_are_refused(client, room):
    room.go_to(3)
    key = str(uuid.uuid4())
    client.force_login(room.peers[0].person)
    address = reverse("intervision:write", args=[room.session.pk])
    said = [
        client.post(address, {"id": key, "phase": 3, "slot": 0, "text": text}, headers={"X-Room-Fragment": "1"})
        for text in ("Zonder naam.", "Zonder naam.\r\n", "Iets anders.")
    ]
    assert [each.status_code for each in said] == [200, 200, 409]
    assert "Je tekst ligt klaar" not in said[2].content.decode()
    assert [each.open() for each in Contribution.objects.all()] == ["Zonder naam."]
