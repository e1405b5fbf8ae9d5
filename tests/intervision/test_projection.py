"""Hidden means not sent: every phase of the written methods, seen from every chair, with planted strings."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from intervision.actions.writing import contribute, save_draft, set_ready
from intervision.enums import HIDDEN_KINDS, WriteKind
from intervision.models import Method
from intervision.projection import project
from intervision.script import Script
from pages.content import load
from tests.factories.intervision import make_room

METHODS = ("incident", "kruispuntronde")


def bytes_of(seat, session):
    """Everything that this chair's page holds."""
    template = "intervision/_screen.html" if seat.kind == "beamer" else "intervision/_room.html"
    return render_to_string(template, {"room": project(session, seat), "base": "/x/"})


@pytest.fixture
def written_methods(db):
    load(sorted(Path(settings.CONTENT_DIR, "nl", "methoden").glob("*.md")))


def canary(phase, slot, seat):
    return f"kanarie-{phase.nr}-{slot.nr}-{seat.kind}-{seat.order}-einde"


def write_everything(room, phase, seats):
    """Let everybody who writes in this phase write; what was planted, with who wrote it in which kind of slot."""
    planted = []
    for slot in phase.slots:
        for seat in seats:
            if not phase.gives(slot, seat.kind) or slot.is_pulse:
                continue
            text = canary(phase, slot, seat)
            if slot.kind == WriteKind.PRIVATE:
                save_draft(session_id=room.session.pk, by=seat, phase=phase.nr, slot=slot.nr, text=text)
            else:
                where = {"phase": phase.nr, "slot": slot.nr, "text": text}
                contribute(session_id=room.session.pk, by=seat, contribution_id=uuid.uuid4(), **where)
            planted.append((text, phase, slot, seat))
    return planted


def may_see(planted, seat, current, pointer):
    """The expectation, written apart from the code that is tested."""
    _text, phase, slot, author = planted
    if slot.kind == WriteKind.PULSE:
        return False
    nameless = slot.kind == WriteKind.HIDDEN_ANONYMOUS
    if seat == author and not nameless and (slot.kind == WriteKind.PRIVATE or phase.nr == pointer):
        return True
    if seat == author and slot.kind == WriteKind.YIELD and current.asks_to_keep:
        return True
    if slot.kind == WriteKind.AGREEMENT and seat.kind == "bringer" and current.asks_to_keep:
        return True
    if slot.kind in {WriteKind.PRIVATE, WriteKind.YIELD}:
        return False
    if slot.kind in HIDDEN_KINDS and phase.nr >= pointer:
        return False
    if seat.kind == "bringer" and current.chair != "in":
        return False
    if slot.kind == WriteKind.AGREEMENT:
        return True
    return phase.nr == pointer or pointer in phase.carries_to


@pytest.mark.parametrize("slug", METHODS)
def test_every_phase_from_every_chair(written_methods, slug):
    room = make_room(Method.objects.get(slug=slug))
    script = Script.from_json(room.session.method_snapshot)
    people = [room.facilitator, room.bringer, *room.peers]
    chairs = [*people, room.beamer()]
    planted = []
    checked = 0
    for phase in script.phases:
        room.go_to(phase.nr)
        planted += write_everything(room, phase, people)
        session = room.fresh()
        for seat in chairs:
            page = bytes_of(seat, session)
            seen = {each[0] for each in planted if each[0] in page}
            assert seen == {each[0] for each in planted if may_see(each, seat, phase, phase.nr)}, (
                phase.title,
                seat.kind,
            )
            checked += len(planted)
    assert planted
    assert checked > 100


@pytest.mark.parametrize("slug", METHODS)
def test_whispers_reach_only_their_chair(written_methods, slug):
    room = make_room(Method.objects.get(slug=slug))
    data = room.session.method_snapshot
    for phase in data["phases"]:
        phase["for_bringer"] = f"fluister-inbrenger-{phase['nr']}-einde"
        phase["for_facilitator"] = f"fluister-begeleider-{phase['nr']}-einde"
    room.session.save()
    chairs = [room.facilitator, room.bringer, *room.peers, room.beamer()]
    for phase in data["phases"]:
        session = room.go_to(phase["nr"])
        for seat in chairs:
            page = bytes_of(seat, session)
            assert (phase["for_bringer"] in page) == (seat.kind == "bringer")
            assert (phase["for_facilitator"] in page) == (seat.kind == "facilitator")


def test_hidden_text_comes_out_with_names_and_nameless_text_without(written_methods):
    room = make_room(Method.objects.get(slug="kruispuntronde"))
    script = Script.from_json(room.session.method_snapshot)
    park = next(phase for phase in script.phases if phase.title == "Eerste verklaring parkeren")
    room.go_to(park.nr)
    write_everything(room, park, [room.peers[0]])
    session = room.go_to(park.nr + 1)
    boards = project(session, room.peers[1]).boards
    assert [[(card.text, card.author) for card in board.cards] for board in boards] == [
        [(canary(park, park.slots[0], room.peers[0]), "")],
        [],  # this phase's own, on which nothing lies yet
    ]


def test_readiness_is_by_name_except_where_writing_is_nameless(written_methods):
    room = make_room(Method.objects.get(slug="kruispuntronde"))
    script = Script.from_json(room.session.method_snapshot)
    park = next(phase for phase in script.phases if phase.title == "Eerste verklaring parkeren")
    room.go_to(park.nr)
    set_ready(session_id=room.session.pk, by=room.peers[0], phase=park.nr, ready=True)
    view = project(room.fresh(), room.facilitator)
    assert [person.is_ready for person in view.people] == [None, None, None, None]
    assert (view.ready_count, view.ready_of) == (1, 4)


def test_going_back_hides_again_and_says_so(db):
    room = make_room()
    room.go_to(2)
    write_everything(room, Script.from_json(room.session.method_snapshot).phases[1], [room.peers[0]])
    room.go_to(3)
    session = room.steer("undo")
    view = project(session, room.peers[1])
    assert (session.pointer, view.boards, view.phase.already_seen) == (2, (), True)
