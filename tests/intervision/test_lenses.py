"""Lenses: what every chair sees of one, where it stands in the plan, and taking it back."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from intervision.actions.steering import steer
from intervision.actions.writing import save_draft, set_ready
from intervision.content import MethodLoader, store_method
from intervision.enums import MethodKind, Move
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Event, Method, Phase, Ready
from intervision.projection import project
from intervision.script import Script
from pages.content import ContentError, load, read
from tests.factories.intervision import make_method, make_room
from tests.intervision.test_projection import bytes_of, canary, may_see, write_everything

FILES = sorted(Path(settings.CONTENT_DIR, "nl", "lenzen").glob("*.md"))


def make_lens(slug="lens-proef", title="Proeflens", **phase):
    row = Phase(**{"nr": 1, "title": "Zo heet de fase", "minutes": 6, "least": 4, "most": 9, "floor": ["A"], **phase})
    row.instruct_all = row.instruct_all or "Vanwaar kijkt wie hier niet is?"
    return store_method(
        Method(slug=slug, title=title, kind=MethodKind.LENS, total_min=row.minutes, written=True), [row]
    )


@pytest.fixture
def room(db):
    make_method("opening", {"floor": ["A"]}, kind=MethodKind.OPENING)
    make_method("slot", {"floor": ["A"]}, kind=MethodKind.CLOSING)
    make_lens()
    return make_room(make_method())  # opening 1, method 2 to 5, closing 6


def lay(room, by=None, slug="lens-proef", seen=None):
    return steer(
        session_id=room.session.pk,
        by=by or room.facilitator,
        move=Move.LENS,
        seen=room.fresh().move if seen is None else seen,
        lens=Method.objects.get(slug=slug),
    )


def titles(room):
    return [phase.title for phase in Script.from_json(room.fresh().method_snapshot).phases]


def test_its_prompt_appears_to_every_seat_and_it_stands_in_the_plan(room):
    room.go_to(2)
    seats = [room.facilitator, room.bringer, *room.peers, room.beamer()]
    assert [bytes_of(seat, room.fresh()).count("Vanwaar kijkt wie hier niet is?") for seat in seats] == [0] * 5
    session = lay(room)
    assert [bytes_of(seat, session).count("Vanwaar kijkt wie hier niet is?") for seat in seats] == [1] * 5
    assert {(view.phase.nr, view.phase.title, view.phase.is_lens) for view in (project(session, s) for s in seats)} == {
        (3, "Proeflens", True)
    }
    assert titles(room) == ["Fase 1", "Fase 1", "Proeflens", "Fase 2", "Fase 3", "Fase 4", "Fase 1"]
    assert Event.objects.filter(session=session).values_list("kind", "seat", "from_phase", "to_phase").first() == (
        Move.LENS, room.facilitator.pk, 2, 3,
    )  # fmt: skip
    assert project(session, room.facilitator).minutes == 20  # the method takes what its card says


def test_what_was_hidden_still_comes_out_where_the_method_says(room):
    room.go_to(3)
    phase = Script.from_json(room.fresh().method_snapshot).phase(3)
    planted = write_everything(room, phase, [room.facilitator, room.bringer, *room.peers])
    hidden = [text for text, _phase, slot, _seat in planted if slot.is_hidden]
    assert len(hidden) == 2
    lay(room)
    seats = [room.facilitator, room.bringer, room.peers[0], room.beamer()]

    def shown(session):
        return [sum(text in bytes_of(seat, session) for text in hidden) for seat in seats]

    assert shown(room.fresh()) == [0, 0, 0, 0]
    assert shown(room.go_to(5)) == [2, 0, 2, 2]  # the bringer sits turned there


def test_taking_it_back_gives_the_phase_and_its_minutes_back(room):
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        room.go_to(2)
        before = titles(room)
        traveller.shift(timedelta(minutes=2))
        lay(room)
        assert project(room.fresh(), room.peers[0]).clock.remaining == 360.0
        traveller.shift(timedelta(seconds=29))
        session = room.steer(Move.UNDO)
        assert (session.pointer, titles(room)) == (2, before)
        assert project(session, room.peers[0]).clock.remaining == 180.0
        lay(room)
        traveller.shift(timedelta(seconds=31))
        with pytest.raises(NotNow):
            room.steer(Move.UNDO)


def test_taking_back_a_lens_that_somebody_wrote_with_leaves_it_for_next(room):
    make_lens("lens-schrijf", "Schrijflens", writes=[{"who": "P", "kind": "private", "prompt": ""}])
    room.go_to(2)
    lay(room, slug="lens-schrijf")
    save_draft(session_id=room.session.pk, by=room.peers[0], phase=3, slot=0, text="Ik zag iets.")
    room.steer(Move.UNDO)
    assert titles(room)[2] == "Schrijflens"
    with pytest.raises(NotNow) as refusal:
        lay(room)
    assert (
        refusal.value.reason == "In de volgende fase is al geschreven. Ga eerst verder, en leg de lens daar op tafel."
    )
    room.steer(Move.NEXT)
    assert [field.draft for field in project(room.fresh(), room.peers[0]).fields] == ["Ik zag iets."]


def test_who_was_done_with_a_phase_is_not_done_with_the_lens_before_it(room):
    room.go_to(3)
    set_ready(session_id=room.session.pk, by=room.peers[0], phase=3, ready=True)
    room.steer(Move.UNDO)
    lay(room)
    assert Ready.objects.count() == 0


@pytest.mark.parametrize(
    ("pointer", "expected"), [(0, NotNow), (1, NotNow), (2, None), (5, None), (6, NotNow), (7, NotNow)]
)
def test_it_is_laid_within_the_method(room, pointer, expected):
    """Not before the start, nor in the opening and the closing, nor after the last phase."""
    if pointer:
        room.go_to(pointer)
    offered = [lens.slug for lens in project(room.fresh(), room.facilitator).controls.lenses]
    if expected is None:
        assert offered == ["lens-proef"]
        assert lay(room).pointer == pointer + 1
        with pytest.raises(NotNow):
            lay(room)  # one at a time
    else:
        assert offered == []
        with pytest.raises(expected):
            lay(room)


@pytest.mark.parametrize("kind", ["bringer", "peer", "beamer"])
def test_only_the_facilitator_lays_one(room, kind):
    room.go_to(2)
    seat = {"bringer": room.bringer, "peer": room.peers[0], "beamer": room.beamer()}[kind]
    assert project(room.fresh(), seat).controls is None
    with pytest.raises(NotYourPlace):
        lay(room, by=seat)
    assert room.fresh().pointer == 2


def test_two_presses_lay_one(room):
    seen = room.go_to(2).move
    lay(room, seen=seen)
    with pytest.raises(OvertakenByOther):
        lay(room, seen=seen)
    assert titles(room).count("Proeflens") == 1


def test_the_form_lays_it_and_asks_which(room, client):
    room.go_to(2)
    client.force_login(room.facilitator.person)
    address = reverse("intervision:steer", args=[room.session.pk])
    seen = room.fresh().move
    answer = client.post(address, {"move": "lens", "seen": seen})
    assert (answer.status_code, answer.context["notice"]) == (400, "Kies een lens.")
    assert client.post(address, {"move": "lens", "seen": seen, "lens": "methode"}).status_code == 400
    assert client.post(address, {"move": "lens", "seen": seen, "lens": "lens-proef"}).status_code == 302
    assert room.fresh().pointer == 3


def test_a_lens_is_no_method_and_no_wrapper(room, client):
    assert [method.slug for method in Method.objects.choosable()] == ["methode"]
    assert Method.objects.with_around().get(slug="methode").around_min == 10
    assert client.get("/nl/intervisie/methoden/lens-proef/").status_code == 404


def test_every_lens_is_written_for_everybody(db):
    parsed = [MethodLoader(lens=True).check(read(path)) for path in FILES]
    assert {
        each.method.slug: (each.method.total_min, each.phases[0].least, each.phases[0].most) for each in parsed
    } == {
        "lens-addressing": (8, 6, 12),
        "lens-culturele-bril": (10, 8, 14),
        "lens-genogram": (12, 10, 18),
        "lens-graces-kijkers": (6, 5, 10),
        "lens-lege-stoel": (5, 4, 8),
        "lens-machtsbloem": (10, 8, 14),
        "lens-minderheid": (8, 6, 12),
        "lens-topoi-snelscan": (8, 6, 12),
    }
    for each in parsed:
        phase = each.phases[0]
        assert all([each.method.purpose, phase.instruct_all, phase.instruct_bringer, phase.instruct_facilitator])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_lens_hides_what_it_promises_to_hide(room, path):
    """Everybody writes what can be written; every chair, before and after the reveal, holds what the table allows."""
    load([path])
    room.go_to(2)
    lay(room, slug=f"lens-{path.stem}")
    people = [room.facilitator, room.bringer, *room.peers]
    phase = Script.from_json(room.fresh().method_snapshot).phase(3)
    planted = write_everything(room, phase, people)
    assert len({canary(phase, slot, seat) for _text, _phase, slot, seat in planted}) == len(planted)

    def check(session, *, revealed):
        for seat in (*people, room.beamer()):
            page = bytes_of(seat, session)
            found = {text for text, *_rest in planted if text in page}
            hidden = {each[0] for each in planted if revealed and each[2].is_hidden}
            assert found == {each[0] for each in planted if may_see(each, seat, phase, 3)} | hidden, seat.kind

    check(room.fresh(), revealed=False)
    if phase.reveal == "button":
        check(room.steer(Move.REVEAL), revealed=True)


def test_a_lens_has_one_phase(tmp_path):
    path = tmp_path / "twee.md"
    text = FILES[0].read_text(encoding="utf-8")
    path.write_text(text + text[text.index("# Fase:") :], encoding="utf-8")
    with pytest.raises(ContentError) as error:
        MethodLoader(lens=True).check(read(path))
    assert "Een lens heeft precies één fase." in str(error.value)
