"""Going on while some still write: the room asks once, in one sentence, and a second press goes on."""

import pytest
from django.urls import reverse

from intervision.actions.pulse import answer
from intervision.actions.steering import steer
from intervision.actions.writing import set_ready
from intervision.enums import Move, PulseAnswer
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther, StillWriting
from tests.factories.intervision import make_method, make_room
from tests.intervision.test_closing import write

WRITES = {"floor": ["X"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}], "carries_to": [2]}
BUTTON = {**WRITES, "reveal": "button"}
PULSE = {"floor": ["X"], "writes": [{"who": "A", "kind": "pulse", "prompt": "Ging het?"}], "reveal": "button"}
QUIET = {"floor": ["A"], "writes": []}
pytestmark = pytest.mark.django_db


def press(room, move=Move.NEXT, *, first=True, seen=None, by=None):
    return steer(
        session_id=room.session.pk,
        by=by or room.facilitator,
        move=move,
        seen=room.fresh().move if seen is None else seen,
        ask_first=first,
    )


def done(room, *seats):
    for seat in seats:
        set_ready(session_id=room.session.pk, by=seat, phase=1, ready=True)


def started(phase, peers=2):
    room = make_room(make_method("schrijft", phase, QUIET), peers=peers)
    room.go_to(1)
    return room


@pytest.mark.parametrize(
    ("phase", "move", "ready", "asked", "because"),
    [
        (WRITES, Move.NEXT, 0, "2 schrijven nog. Toch verder?", "nobody is done"),
        (WRITES, Move.NEXT, 1, "1 schrijft nog. Toch verder?", "one is not done"),
        (WRITES, Move.NEXT, 2, None, "everybody is done"),
        (QUIET, Move.NEXT, 0, None, "nobody writes here"),
        (WRITES, Move.PAUSE, 0, None, "a pause takes nothing from who writes"),
        (WRITES, Move.EXTEND_1, 0, None, "a minute more neither"),
        (BUTTON, Move.REVEAL, 1, "1 schrijft nog. Toch verder?", "what is shown is no longer hidden"),
        (BUTTON, Move.REVEAL, 2, None, "everybody is done"),
    ],
)
def test_when_the_room_asks(phase, move, ready, asked, because):
    room = started(phase)
    done(room, *room.peers[:ready])
    before = room.fresh()
    if asked is None:
        press(room, move)
        assert room.fresh().move == before.move + 1, because
        return
    with pytest.raises(StillWriting) as refusal:
        press(room, move)
    after = room.fresh()
    assert (refusal.value.reason, refusal.value.status) == (asked, 409), because
    assert (after.pointer, after.move, after.version) == (before.pointer, before.move, before.version)
    press(room, move, first=False)
    assert room.fresh().move == before.move + 1


def test_once_it_is_shown_nobody_is_waited_for():
    room = started(BUTTON)
    press(room, Move.REVEAL, first=False)
    assert press(room).pointer == 2


def test_in_a_pulse_it_waits_for_who_did_not_answer():
    room = started(PULSE)
    for seat in (room.facilitator, room.bringer, room.peers[0]):
        answer(session_id=room.session.pk, by=seat, phase=1, answers={0: PulseAnswer.YES})
    with pytest.raises(StillWriting) as refusal:
        press(room, Move.REVEAL)
    assert refusal.value.reason == "1 schrijft nog. Toch verder?"


@pytest.mark.parametrize(
    ("kind", "expected"), [("bringer", NotYourPlace), ("peer", NotYourPlace), ("co", StillWriting)]
)
def test_only_who_steers_is_asked(kind, expected):
    room = started(WRITES)
    seat = {"bringer": room.bringer, "peer": room.peers[0]}.get(kind) or room.co_facilitator()
    with pytest.raises(expected):
        press(room, by=seat)


def test_what_waits_to_be_shown_is_said_before_who_still_writes():
    room = started(BUTTON)
    write(room, room.peers[0], 1, 0, "Een vraag.")
    with pytest.raises(NotNow) as refusal:
        press(room)
    assert refusal.value.reason == "Toon eerst wat er geschreven is. Dat was beloofd aan wie schreef."


def test_of_two_second_presses_one_counts():
    room = started(WRITES)
    seen = room.fresh().move
    press(room, first=False, seen=seen)
    with pytest.raises(OvertakenByOther):
        press(room, first=False, seen=seen)
    assert room.fresh().pointer == 2


def test_by_plain_forms_the_question_stands_on_the_page_with_its_button(client):
    room = started(WRITES)
    client.force_login(room.facilitator.person)
    url, seen = reverse("intervision:steer", args=[room.session.pk]), room.fresh().move
    asked = client.post(url, {"move": "next", "seen": seen})
    html = asked.content.decode()
    assert (asked.status_code, room.fresh().pointer) == (409, 1)
    form = html.split('class="room-again"')[1].split("</form>")[0]
    assert [html.count("2 schrijven nog. Toch verder?"), form.count("Toch verder")] == [1, 1]
    assert [f'name="{name}" value="{value}"' in form for name, value in (("seen", seen), ("toch", "on"), ("move", "next"))] == [True] * 3  # fmt: skip
    assert client.post(url, {"move": "next", "seen": seen, "toch": "on"}).status_code == 302
    assert room.fresh().pointer == 2
    assert "room-again" not in client.get(room.session.get_absolute_url()).content.decode()
