"""The course: exactly one phase per click, undo, the clock, and who may do what."""

import threading
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from intervision.actions.steering import steer
from intervision.actions.writing import contribute
from intervision.enums import Move
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Event
from intervision.projection import project
from tests.factories.intervision import make_method, make_room


@pytest.mark.django_db(transaction=True)
def test_two_people_press_next_and_the_group_moves_one_phase():
    room = make_room()
    room.go_to(1)
    for expected in (2, 3, 4):
        seen, barrier, results = room.fresh().move, threading.Barrier(2), []

        def press(seen=seen, barrier=barrier, results=results):
            barrier.wait()
            try:
                steer(session_id=room.session.pk, by=room.facilitator, move=Move.NEXT, seen=seen)
                results.append("verder")
            except OvertakenByOther:
                results.append("te laat")
            finally:
                connections.close_all()

        threads = [threading.Thread(target=press) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == ["te laat", "verder"]
        assert room.fresh().pointer == expected


def test_whoever_is_late_hears_who_was_first(db):
    room = make_room()
    second = room.peers[0]
    second.kind = "facilitator"
    second.save()
    seen = room.go_to(1).move
    steer(session_id=room.session.pk, by=room.facilitator, move=Move.NEXT, seen=seen)
    with pytest.raises(OvertakenByOther) as refusal:
        steer(session_id=room.session.pk, by=second, move=Move.NEXT, seen=seen)
    assert refusal.value.reason == "Noor ging net verder."
    assert str(refusal.value) == "OvertakenByOther"


@pytest.mark.parametrize(
    ("move", "status", "refusals"),
    [
        (Move.START, "planned", {"facilitator": None, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.NEXT, "planned", {"facilitator": NotNow, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.START, "running", {"facilitator": NotNow, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.NEXT, "running", {"facilitator": None, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.PAUSE, "running", {"facilitator": None, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.RESUME, "running", {"facilitator": NotNow, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.REVEAL, "running", {"facilitator": NotNow, "bringer": NotYourPlace, "peer": NotYourPlace, "beamer": NotYourPlace}),
        (Move.STOP, "planned", {"facilitator": NotNow, "bringer": NotNow, "peer": NotNow, "beamer": NotYourPlace}),
        (Move.STOP, "running", {"facilitator": None, "bringer": None, "peer": None, "beamer": NotYourPlace}),
    ],
)  # fmt: skip
def test_who_may_steer(db, move, status, refusals):
    for kind, expected in refusals.items():
        room = make_room()
        if status == "running":
            room.go_to(1)
        seats = {
            "facilitator": room.facilitator,
            "bringer": room.bringer,
            "peer": room.peers[0],
            "beamer": room.beamer(),
        }
        if expected is None:
            room.steer(move, by=seats[kind])
            continue
        with pytest.raises(expected) as refusal:
            room.steer(move, by=seats[kind])
        assert refusal.value.reason.endswith((".", "?")), kind


def test_undo_within_thirty_seconds_gives_the_minutes_back(db):
    room = make_room()
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        room.go_to(1)
        traveller.shift(timedelta(minutes=2))
        room.steer(Move.NEXT)
        traveller.shift(timedelta(seconds=29))
        session = room.steer(Move.UNDO)
        assert session.pointer == 1
        assert session.deadline - timezone.now() == timedelta(minutes=3)
        room.steer(Move.NEXT)
        traveller.shift(timedelta(seconds=31))
        with pytest.raises(NotNow):
            room.steer(Move.UNDO)
        assert room.fresh().pointer == 2


def test_the_clock_is_the_servers_and_moves_nobody(db):
    room = make_room()

    def left(seat=None):
        clock = project(room.fresh(), seat or room.peers[0]).clock
        return clock.remaining, clock.is_paused

    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        room.go_to(1)
        traveller.shift(timedelta(minutes=1))
        assert left() == (240.0, False)
        room.steer(Move.EXTEND_3)
        assert left() == (420.0, False)
        room.steer(Move.PAUSE)
        traveller.shift(timedelta(hours=1))
        assert left() == (420.0, True)
        room.steer(Move.RESUME)
        traveller.shift(timedelta(minutes=10))
        assert left() == (-180.0, False)
        assert room.fresh().pointer == 1
        room.steer(Move.EXTEND_1)
        assert left() == (60.0, False)
        assert left(room.beamer()) == (60.0, False)


def test_stop_is_everybodys_and_nobody_reads_who(db):
    room = make_room()
    room.go_to(1)
    steer(session_id=room.session.pk, by=room.peers[0], move=Move.STOP, seen=0)
    assert room.fresh().is_paused
    assert list(Event.objects.filter(kind=Move.STOP).values_list("seat", flat=True)) == [None]


def test_what_was_promised_to_be_shown_is_shown_before_the_group_goes_on(db):
    """In a last phase nothing comes after: what was written there would be erased without anybody having read it."""
    asked = {"floor": ["X"], "writes": [{"who": "A", "kind": "hidden_anonymous", "prompt": ""}], "reveal": "button"}
    room = make_room(make_method("laatste", {"floor": ["A"]}, asked))
    room.go_to(2)
    assert {Move.NEXT, Move.REVEAL} <= set(project(room.fresh(), room.facilitator).controls.names)
    contribute(
        session_id=room.session.pk, by=room.peers[0], contribution_id=uuid.uuid4(), phase=2, slot=0, text="Niet veilig."
    )
    names = project(room.fresh(), room.facilitator).controls.names
    assert (Move.NEXT in names, Move.REVEAL in names) == (False, True)
    with pytest.raises(NotNow) as refusal:
        room.steer(Move.NEXT)
    assert refusal.value.reason == "Toon eerst wat er geschreven is. Dat was beloofd aan wie schreef."
    session = room.steer(Move.REVEAL)
    for seat in (room.facilitator, room.bringer, *room.peers, room.beamer()):
        assert [card.text for board in project(session, seat).boards for card in board.cards] == ["Niet veilig."]
    assert room.steer(Move.NEXT).status == "closing"
