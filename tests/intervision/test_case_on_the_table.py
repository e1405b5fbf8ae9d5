"""What lies ready of a case: nobody sees it before its phase, everybody from then on, nobody after the session."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from intervision.actions.closing import close
from intervision.actions.replanning import cancel_session, move_session
from intervision.enums import Move
from intervision.models import Contribution, Method, Preparation, Session
from intervision.script import Script, script_of
from pages.content import load
from people.exporting import collect
from people.models import User
from people.retention import apply_all
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room
from tests.factories.preparing import (
    HAPPENED,
    PRIVATE,
    QUESTION,
    QUIET,
    TELLING,
    TOLD,
    WRITTEN,
    laid,
    lay,
    telling_room,
)
from tests.intervision.test_closing import stored_bytes
from tests.intervision.test_projection import bytes_of

pytestmark = pytest.mark.django_db


def signed_in(seat):
    client = Client()
    client.force_login(seat.person)
    return client


def address(room, name="prepare"):
    return reverse(f"intervision:{name}", args=[room.session.pk])


# --- what each seat sees ------------------------------------------------------------


def test_every_seat_in_every_phase():
    room = telling_room()
    lay(room)
    seats = [room.facilitator, room.co_facilitator(), room.bringer, *room.peers, room.guest(), room.guest("interpreter"), room.beamer()]  # fmt: skip
    seen = {}
    for pointer in range(6):
        session = room.go_to(pointer) if pointer else room.fresh()
        for seat in seats:
            page = bytes_of(seat, session)
            assert PRIVATE not in page
            seen[pointer, seat.kind] = (HAPPENED in page, QUESTION in page)
    told = {"facilitator", "co", "bringer", "peer", "guest", "interpreter", "beamer"}
    expected = {3: told, 4: told - {"bringer"}, 5: told}  # in 4 the bringer has their back to the circle
    assert seen == {
        (pointer, seat.kind): (seat.kind in expected.get(pointer, ()),) * 2 for pointer in range(6) for seat in seats
    }
    session = room.steer(Move.NEXT)
    assert [HAPPENED in bytes_of(seat, session) for seat in seats] == [False] * len(seats)


def test_before_the_telling_a_room_with_a_case_ready_is_the_same_to_the_byte_for_everybody_else():
    bare, ready = telling_room(), None
    before = {seat.pk: bytes_of(seat, bare.fresh()) for seat in (bare.facilitator, *bare.peers, bare.beamer())}
    version = bare.fresh().version
    lay(bare)
    ready = bare.fresh()
    seats = (bare.facilitator, *bare.peers, ready.seats.get(kind="beamer"))
    assert {seat.pk: bytes_of(seat, ready) for seat in seats} == before
    assert ready.version == version  # no device was poked


def test_the_preview_is_to_the_byte_what_the_others_get():
    room = telling_room()
    lay(room, {**WRITTEN, "gebeurde": ["<b>Eén</b> regel\nen nog een"]})
    html = signed_in(room.bringer).get(address(room, "show_case")).content.decode()
    preview = html.split('<div class="preview__table">')[1].split("</section>")[0]
    session = room.go_to(3)
    for seat in (room.facilitator, room.peers[0], room.beamer()):
        assert preview in bytes_of(seat, session)
    assert "&lt;b&gt;Eén" in preview


def test_what_lies_ready_stays_when_the_plan_is_renumbered():
    """A first session leaves out the looking back; the case comes with its own phase all the same."""
    room = make_room(make_method("terug", {**QUIET, "looks_back": True}, QUIET, TOLD))
    lay(room)
    session = room.go_to(1)
    script = Script.from_json(session.method_snapshot)
    assert ([phase.title for phase in script.phases], script.telling) == (["Fase 2", "Fase 3"], 2)
    assert HAPPENED not in bytes_of(room.peers[0], session)
    assert HAPPENED in bytes_of(room.peers[0], room.go_to(2))


def test_every_method_has_a_phase_in_which_the_case_is_told():
    load(sorted(Path(settings.CONTENT_DIR, "nl", "methoden").glob("*.md")))
    found = {}
    for method in Method.objects.choosable():
        script = script_of(method)
        phase = script.phase(script.telling)
        found[method.slug] = (phase.title, phase.part, "B" in phase.floor)
    assert len(found) == 19
    assert {each[1:] for each in found.values()} == {("method", True)}
    assert {slug: title for slug, (title, *_more) in found.items()} == TELLING


# --- going away ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_the_session_from_the_file_too():
    room = telling_room()
    lay(room)
    key = room.fresh().data_key
    wrapped, scope, sealed = bytes(key.wrapped), key.pk, bytes(Preparation.objects.get().sealed)
    room.go_to(5)
    assert room.fresh().data_key == key  # the start made no other
    room.steer(Move.NEXT)
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert [model.objects.count() for model in (Preparation, Contribution)] == [0, 0]
    assert not DataKey.objects.filter(pk=scope).exists()
    if connection.vendor == "sqlite":
        assert [each in stored for stored in stored_bytes() for each in (wrapped, sealed, HAPPENED.encode())].count(
            True
        ) == 0


def test_cancelling_takes_it_away_with_its_key_and_moving_keeps_it():
    room = telling_room()
    lay(room)
    scope = room.fresh().data_key_id
    move_session(session_id=room.session.pk, by=room.facilitator, starts_at=room.session.starts_at.replace(hour=9))
    assert laid(room) == [(1, HAPPENED), (4, QUESTION)]
    cancel_session(session_id=room.session.pk, by=room.facilitator)
    counts = (Session.objects.count(), Preparation.objects.count(), Contribution.objects.count())
    assert (counts, DataKey.objects.filter(pk=scope).exists()) == ((0, 0, 0), False)


def test_of_a_session_that_never_began_it_goes_after_thirty_days_and_nobody_met():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        room = telling_room()
        lay(room)
    scope = room.fresh().data_key_id
    with time_machine.travel("2026-12-03 08:00+01:00", tick=False):
        apply_all()
        assert laid(room) == [(1, HAPPENED), (4, QUESTION)]
    with time_machine.travel("2026-12-03 10:00+01:00", tick=False):
        apply_all()
    session = Session.objects.get()
    assert (session.status, session.data_key_id, session.closed_at) == ("planned", None, None)
    assert (Preparation.objects.count(), laid(room), DataKey.objects.filter(pk=scope).exists()) == (0, [], False)


def test_it_is_in_the_copy_of_its_writer_and_of_nobody_else():
    room = telling_room()
    lay(room)
    for seat in (room.bringer, room.facilitator, room.peers[0]):
        rows = str([each.rows for each in collect(User.objects.get(pk=seat.person_id))])
        assert [word in rows for word in (HAPPENED, QUESTION, PRIVATE)] == [seat == room.bringer] * 3
