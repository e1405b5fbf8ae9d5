"""A circle that meets for the first time has nothing to look back on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intervision.actions.planning import plan_session
from intervision.actions.steering import steer
from intervision.enums import MethodKind, Move, SeatKind, Status
from intervision.models import Session
from intervision.script import Script
from tests.factories.intervision import make_method, make_room

WHOLE = ["Aankomen", "Vorige keer", "Vertellen", "Vragen"]
FIRST = ["Aankomen", "Vertellen", "Vragen"]


@pytest.fixture
def first(db):
    opening = ({"title": "Aankomen", "floor": ["A"]}, {"title": "Vorige keer", "floor": ["A"], "looks_back": True})
    make_method("opening", *opening, kind=MethodKind.OPENING)
    hidden = {"title": "Vertellen", "floor": ["X"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}]}
    return make_room(make_method("methode", {**hidden, "carries_to": [2]}, {"title": "Vragen", "floor": ["A"]}))


def course(session):
    return Script.from_json(Session.objects.get(pk=session.pk).method_snapshot)


def titles(session):
    return [phase.title for phase in course(session).phases]


def plan_again(room):
    people = [seat.person for seat in (room.facilitator, room.bringer, *room.peers)]
    return plan_session(
        by=people[0], circle=room.circle, method=room.session.method, starts_at=timezone.now() + timedelta(days=8),
        facilitator=people[0], bringer=people[1], peers=people[2:],
    )  # fmt: skip


def start(session):
    facilitator = session.seats.get(kind=SeatKind.FACILITATOR)
    steer(session_id=session.pk, by=facilitator, move=Move.START, seen=session.move)


def test_the_first_session_skips_it_and_what_carries_on_still_fits(first):
    assert titles(first.session) == FIRST
    assert [(phase.nr, phase.carries_to) for phase in course(first.session).phases] == [(1, ()), (2, (3,)), (3, ())]
    first.go_to(1)
    assert titles(first.session) == FIRST


def test_a_session_after_one_that_was_held_looks_back(first):
    first.go_to(1)
    later = plan_again(first)
    start(later)
    assert titles(later) == WHOLE


def test_a_session_planned_beside_one_that_was_never_held_does_not(first):
    later = plan_again(first)
    assert titles(later) == WHOLE  # the first may still be held
    start(later)
    assert titles(later) == FIRST


def test_another_circles_sessions_are_not_this_ones(first):
    Session.objects.update(status=Status.CLOSED)
    assert titles(make_room(first.session.method).session) == FIRST
