"""Two things at the same moment before and at a start: each is done whole, in one order or the other."""

import threading
import uuid

import pytest
from django.db import connections

from intervision.actions.caution import answer_safely
from intervision.actions.preparing import keep_pad, take_case_back
from intervision.enums import Judged, Move
from intervision.exceptions import RoomRefusal
from intervision.models import Preparation, SafetyAnswer
from reflection.drafts import StaleDraftError
from reflection.models import DataKey
from tests.factories.preparing import WRITTEN, laid, lay, telling_room

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def at_once(*acts):
    """Do these together; what each came to: "done", or the name of the refusal."""
    barrier, came = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number, act):
        barrier.wait()
        try:
            act()
            came[number] = "done"
        except (RoomRefusal, StaleDraftError) as refused:
            came[number] = type(refused).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_an_answer_and_the_start():
    for _round in range(ROUNDS):
        room = telling_room()
        said = at_once(
            lambda room=room: answer_safely(session_id=room.session.pk, by=room.peers[0], answer=Judged.YES),
            lambda room=room: room.steer(Move.START),
        )
        assert (said, room.fresh().is_nameless) in [(["done", "done"], True), (["NotNow", "done"], False)]
        assert SafetyAnswer.objects.count() == 0


def test_two_tabs_that_keep_the_first_words():
    for _round in range(ROUNDS):
        room = telling_room()

        def keep(words, room=room):
            keep_pad(
                session_id=room.session.pk, by=room.bringer, fields={"gebeurde": [words]}, seen=0, page=uuid.uuid4()
            )

        said = at_once(lambda: keep("een"), lambda: keep("twee"))
        pad = Preparation.objects.select_related("data_key").get(seat=room.bringer)
        assert sorted(said) == ["StaleDraftError", "done"]
        assert (pad.kept().fields, pad.data_key) == (
            {"gebeurde": [("een", "twee")[said.index("done")]]},
            room.fresh().data_key,
        )


def test_the_first_words_and_the_start_come_under_one_key():
    for _round in range(ROUNDS):
        room = telling_room()
        keys = DataKey.objects.count()
        said = at_once(
            lambda room=room: keep_pad(
                session_id=room.session.pk, by=room.bringer, fields=WRITTEN, seen=0, page=uuid.uuid4()
            ),
            lambda room=room: room.steer(Move.START),
        )
        assert (said, DataKey.objects.count()) == (["done", "done"], keys + 1)
        assert Preparation.objects.select_related("data_key").get(seat=room.bringer).kept().fields == WRITTEN


def test_taking_back_and_the_phase_in_which_it_is_told():
    for _round in range(ROUNDS):
        room = telling_room()
        lay(room)
        room.go_to(2)
        said = at_once(
            lambda room=room: take_case_back(session_id=room.session.pk, by=room.bringer),
            lambda room=room: room.steer(Move.NEXT),
        )
        assert (said, len(laid(room))) in [(["done", "done"], 0), (["NotNow", "done"], 2)]
