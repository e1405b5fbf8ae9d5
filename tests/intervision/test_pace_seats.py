"""A session over days with a co-facilitator and a guest: what is asked of them, what they see, whom the group waits for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from intervision.actions.steering import close_by_date, close_what_is_due
from intervision.actions.writing import set_ready
from intervision.awaiting import awaited
from intervision.enums import Move, SeatKind
from intervision.exceptions import NotYourPlace
from intervision.models import Contribution, Seat, Session
from intervision.pace import Asked
from intervision.screens import GUEST_COOKIE
from tests.factories.slow import past, say, script, slow_room, view

pytestmark = pytest.mark.django_db


@pytest.fixture
def slow():
    """A session over days with Ama beside the facilitator, and Lin as a guest."""
    room = slow_room()
    return room, room.co_facilitator(), room.guest()


def asked(room, *seats):
    return [view(room, seat).slow.asked for seat in seats]


def test_per_phase_each_is_asked_what_their_chair_gives(slow):
    room, co, guest = slow
    found = []
    for pointer in range(1, 5):
        room.go_to(pointer)
        found.append(asked(room, room.facilitator, co, room.bringer, room.peers[0], guest))
    read, write, hidden = Asked.READ, Asked.WRITE, Asked.WRITE_HIDDEN
    assert found == [
        [read, read, write, read, read],
        [read, read, read, hidden, hidden],
        [read, read, read, write, write],
        [read, read, read, hidden, hidden],
    ]


def test_what_a_guest_hides_comes_out_by_the_date_for_both_facilitators_and_the_rest(slow):
    room, co, guest = slow
    room.go_to(2)
    say(room, guest, "Kanarie van Lin")
    others = (room.facilitator, co, room.bringer, *room.peers, room.beamer())
    assert ["Kanarie" in str(view(room, seat)) for seat in (guest, *others)] == [True, *[False] * 6]
    assert close_by_date(session_id=room.session.pk, now=past(room)) is True
    assert ["Kanarie" in str(view(room, seat)) for seat in (guest, *others)] == [True] * 7
    assert {card.author for board in view(room, co).boards for card in board.cards} == {"Gast Lin"}


@pytest.mark.parametrize("move", [Move.NEXT, Move.EXTEND_1, Move.NUDGE])
def test_the_co_facilitator_has_the_same_buttons_over_days_and_a_guest_none(slow, move):
    room, co, guest = slow
    room.go_to(2)
    assert (view(room, co).controls.moves, view(room, guest).controls) == (
        view(room, room.facilitator).controls.moves,
        None,
    )
    with pytest.raises(NotYourPlace):
        room.steer(move, by=guest)
    room.steer(move, by=co)
    assert room.fresh().move == 3


def test_days_that_the_co_facilitator_adds_move_all_that_follows(slow):
    room, co, _guest = slow
    room.go_to(2)
    before = [phase.closes_at for phase in script(room).phases]
    room.steer(Move.EXTEND_3, by=co)
    moved = [after.closes_at - old for after, old in zip(script(room).phases, before, strict=True)]
    assert moved == [timedelta(), *[timedelta(days=3)] * 3]


def test_a_guest_is_waited_for_in_the_count_but_gets_no_mail(slow, django_capture_on_commit_callbacks):
    """A guest has no address here: whoever invited them tells them."""
    room, co, guest = slow
    room.go_to(2)
    assert view(room, co).ready_of == 3
    assert [seat.kind for seat in awaited(room.fresh(), script(room))] == [SeatKind.PEER, SeatKind.PEER]
    with django_capture_on_commit_callbacks(execute=True):
        room.steer(Move.NUDGE, by=co)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(peer.person.email for peer in room.peers)
    set_ready(session_id=room.session.pk, by=guest, phase=2, ready=True)
    assert (view(room, co).ready_count, asked(room, guest)) == (1, [Asked.DONE])


def test_nameless_over_days_a_guest_leaves_no_seat(slow):
    room, co, guest = slow
    room.go_to(4)
    say(room, guest, "Kanarie zonder")
    assert list(Contribution.objects.values_list("seat", "sequence")) == [(None, 0)]
    assert "Kanarie zonder" not in str(view(room, co))
    assert close_by_date(session_id=room.session.pk, now=past(room)) is True
    assert ["Kanarie zonder" in str(view(room, seat)) for seat in (co, guest, room.bringer)] == [True] * 3


def test_a_guest_reads_and_writes_over_days_with_the_cookie_alone_until_shown_out(client, slow):
    room, _co, guest = slow
    room.go_to(2)
    client.cookies[GUEST_COOKIE] = "geheim-guest"
    base = room.session.get_absolute_url()
    assert "Nu aan jou: schrijf." in client.get(base).content.decode()
    assert client.post(f"{base}schrijven/", {"phase": 2, "slot": 0, "text": "Van Lin"}).status_code == 302
    assert Contribution.objects.get().seat == guest
    Seat.objects.filter(pk=guest.pk).update(device_hash="", admitted_at=None)
    assert client.get(base).status_code == 404
    Session.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    assert close_what_is_due() == 1  # whoever went out holds nobody up
