"""What everybody learned for themselves: written for no other eyes, and kept only when its writer says so."""

import uuid

import pytest
from django.conf import settings

from intervision.actions.closing import close, decide
from intervision.actions.writing import contribute
from intervision.content import MethodLoader, store_method
from intervision.enums import Keep, MethodKind, Move, WriteKind
from intervision.models import KeptLine, Method
from intervision.projection import project
from intervision.script import Script, script_of
from pages.content import read
from tests.factories.intervision import make_method, make_room
from tests.intervision.test_projection import bytes_of

LEARNED = "Ik wacht drie tellen voor ik iets vraag."
TAKES = {"who": "P", "kind": "yield", "prompt": "Wat neem je mee?"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def _closing():
    parsed = MethodLoader(wrapper=True).check(read(settings.CONTENT_DIR / "nl" / "methoden" / "afsluiting.md"))
    store_method(parsed.method, parsed.phases)


def room_of(*writes):
    return make_room(make_method("kort", {"floor": ["A"], "writes": list(writes)}), peers=2)


def asks(room):
    """Per phase of the closing that asks for something to take along: which seats it asks."""
    script = Script.from_json(room.session.method_snapshot)
    seats = (room.facilitator, room.bringer, room.peers[0])
    return {
        phase.title: [
            seat.kind
            for seat in seats
            if any(slot.kind == WriteKind.YIELD and phase.gives(slot, seat.kind) for slot in phase.slots)
        ]
        for phase in script.phases
        if phase.part == MethodKind.CLOSING and any(slot.kind == WriteKind.YIELD for slot in phase.slots)
    }


@pytest.mark.usefixtures("_closing")
def test_written_there_and_kept_as_alleen_ik_it_is_found_in_ones_own_lines():
    room = room_of()
    room.go_to(3)
    key = uuid.uuid4()
    contribute(session_id=room.session.pk, by=room.peers[0], contribution_id=key, phase=3, slot=0, text=LEARNED)
    seats = [room.facilitator, room.bringer, *room.peers, room.beamer()]
    assert [LEARNED in bytes_of(seat, room.fresh()) for seat in seats] == [False, False, True, False, False]
    session = room.go_to(4)
    assert [len(project(session, seat).outputs) for seat in seats] == [0, 0, 1, 0, 0]
    decide(session_id=session.pk, by=room.peers[0], choices={key: Keep.OWN})
    room.go_to(5)
    room.steer(Move.NEXT)
    close(session_id=session.pk, by=room.facilitator, seen=room.fresh().move)
    assert [(line.person_id, line.open()) for line in KeptLine.objects.all()] == [(room.peers[0].person_id, LEARNED)]


@pytest.mark.usefixtures("_closing")
def test_whoever_chooses_nothing_keeps_nothing():
    room = room_of()
    room.go_to(3)
    contribute(
        session_id=room.session.pk, by=room.peers[0], contribution_id=uuid.uuid4(), phase=3, slot=0, text=LEARNED
    )
    room.go_to(5)
    room.steer(Move.NEXT)
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert KeptLine.objects.count() == 0


@pytest.mark.usefixtures("_closing")
@pytest.mark.parametrize(
    ("writes", "asked", "because"),
    [
        ([], {"Eigen leerpunt": ["facilitator", "bringer", "peer"]}, "the method asked nobody"),
        ([TAKES], {"Eigen leerpunt": ["facilitator", "bringer"]}, "the peers said it at the end of the method"),
        ([{**TAKES, "who": "A"}], {}, "everybody did, and the phase is not held"),
        ([{**TAKES, "who": "B"}], {"Eigen leerpunt": ["facilitator", "peer"]}, "the bringer did"),
        ([{**TAKES, "kind": "private"}], {"Eigen leerpunt": ["facilitator", "bringer", "peer"]}, "a note is no such"),
    ],
)
def test_nobody_is_asked_twice(writes, asked, because):
    room = room_of(*writes)
    assert asks(room) == asked, because
    phases = Script.from_json(room.session.method_snapshot).phases
    assert [phase.nr for phase in phases] == list(range(1, len(phases) + 1))
    assert [len({slot.nr for slot in phase.slots}) for phase in phases] == [len(phase.slots) for phase in phases]


@pytest.mark.usefixtures("_closing")
def test_every_field_of_a_seat_has_its_own_number_and_takes_text():
    room = room_of(TAKES)
    room.go_to(3)
    for seat, fields in ((room.facilitator, 1), (room.bringer, 1), (room.peers[0], 0)):
        found = project(room.fresh(), seat).fields
        assert len(found) == fields
        for field in found:
            contribute(
                session_id=room.session.pk,
                by=seat,
                contribution_id=uuid.uuid4(),
                phase=field.phase,
                slot=field.slot,
                text=LEARNED,
            )


def test_each_shipped_method_asks_every_seat_once(db):
    """With the closing that ships: whoever takes part is asked for one line to take along, never for two."""
    folder = settings.CONTENT_DIR / "nl" / "methoden"
    for path in sorted(folder.glob("*.md")):
        parsed = MethodLoader(wrapper=path.stem in {"opening", "afsluiting"}).check(read(path))
        store_method(parsed.method, parsed.phases)
    for method in Method.objects.methods().filter(written=True):
        phases = script_of(method).phases
        for kind in ("facilitator", "bringer", "peer"):
            yields = [s for phase in phases for s in phase.slots if s.kind == WriteKind.YIELD and phase.gives(s, kind)]
            assert len(yields) == 1, (method.slug, kind)
