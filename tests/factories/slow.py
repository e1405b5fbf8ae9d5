"""Sessions over days, for tests."""

import uuid
from datetime import timedelta

from intervision.actions.pacing import hold_slowly
from intervision.actions.writing import contribute
from intervision.projection import project
from intervision.script import Script
from tests.factories.intervision import make_method, make_room

HIDDEN = {"who": "P", "kind": "hidden_reveal", "prompt": ""}
NAMELESS = {"who": "P", "kind": "hidden_anonymous", "prompt": ""}


def phases():
    return (
        {"title": "Vertellen", "floor": ["B"], "silent": ["P"], "writes": []},
        {"title": "Schrijven", "floor": ["X"], "writes": [HIDDEN], "carries_to": [3]},
        {"title": "Denken", "floor": ["P"], "silent": ["B"], "writes": [], "bringer_seat": "turned"},
        {"title": "Zonder naam", "floor": ["X"], "writes": [NAMELESS], "reveal": "button"},
    )


def dates(room, *days):
    return [room.session.starts_at + timedelta(days=day) for day in days]


def slow_room():
    """A session with a date for each of its four phases."""
    room = make_room(make_method("traag", *phases()))
    hold_slowly(session_id=room.session.pk, by=room.facilitator, closes=dates(room, 1, 3, 5, 7))
    return room


def script(room):
    return Script.from_json(room.fresh().method_snapshot)


def view(room, seat, now=None):
    return project(room.fresh(), seat, now=now)


def say(room, seat, text, slot=None):
    """Hand in a text in the phase that runs, where this seat writes."""
    session = room.fresh()
    slots = [
        each for each in script(room).phase(session.pointer).slots if each.is_for(seat.kind) and each.kind != "private"
    ]
    contribute(
        session_id=session.pk, by=seat, contribution_id=uuid.uuid4(), phase=session.pointer,
        slot=slots[0].nr if slot is None else slot, text=text,
    )  # fmt: skip


def past(room):
    """A moment after the date of the phase that runs."""
    return room.fresh().deadline + timedelta(minutes=1)
