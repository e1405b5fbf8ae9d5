"""The case pad: private to whoever brings the case, laid ready by them, seen by the others from the telling on."""

import json
import re
import uuid
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from intervision.actions.closing import close
from intervision.actions.preparing import keep_pad, lay_ready, take_case_back
from intervision.actions.replanning import cancel_session, move_session
from intervision.actions.writing import withdraw
from intervision.casepad import QUESTIONS, chosen_on, pad_of, place_of
from intervision.enums import CASE, Move
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther, TextRefused
from intervision.models import Contribution, Method, Preparation, Session
from intervision.rules import can_lay_ready, can_prepare, can_take_case_back
from intervision.script import Script, script_of
from pages.content import load
from people.exporting import collect
from people.models import Membership, User
from people.retention import apply_all
from reflection.desk import TOKEN, VERSION
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room
from tests.factories.practice import begin
from tests.intervision.test_closing import stored_bytes
from tests.intervision.test_projection import bytes_of

HAPPENED, QUESTION, PRIVATE = "kanarie-gebeurde-einde", "kanarie-vraag-einde", "kanarie-niet-einde"
WRITTEN = {"gebeurde": [HAPPENED], "vraag": [QUESTION], "niet": [PRIVATE], "deel": ["gebeurde", "vraag"]}
QUIET = {"floor": ["A"], "writes": []}
TOLD = {"floor": ["B"], "silent": ["P"], "writes": []}
TURNED = {"floor": ["P"], "silent": ["B"], "writes": [], "bringer_seat": "turned"}
OFFERS = {"floor": ["B"], "turn": "round", "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}]}

pytestmark = pytest.mark.django_db


def telling_room(**kwargs):
    """A room whose case is told in its third phase."""
    return make_room(make_method("vertellen", QUIET, OFFERS, TOLD, TURNED, QUIET), **kwargs)


def keep(room, fields=WRITTEN, seen=0, by=None):
    return keep_pad(session_id=room.session.pk, by=by or room.bringer, fields=fields, seen=seen, page=uuid.uuid4())


def lay(room, fields=WRITTEN):
    kept = keep(room, fields, seen=(pad_of(room.bringer).version if pad_of(room.bringer) else 0))
    lay_ready(session_id=room.session.pk, by=room.bringer, parts=chosen_on(fields), seen=kept.version)


def laid(room):
    parts = Contribution.objects.filter(session=room.session, kind=CASE).select_related("data_key").order_by("slot")
    return [(part.slot, part.open()) for part in parts]


def signed_in(seat):
    client = Client()
    client.force_login(seat.person)
    return client


def address(room, name="prepare"):
    return reverse(f"intervision:{name}", args=[room.session.pk])


def form_of(room, client):
    html = client.get(address(room)).content.decode()
    pad = html.split("data-pad>")[1].split("</form>")[0]
    return {
        "operation": re.search(r'name="operation" value="([^"]+)"', pad)[1],
        TOKEN: re.search(r'name="kladje" value="([^"]+)"', pad)[1],
        VERSION: re.search(r'name="versie" value="([^"]+)"', pad)[1],
    }


# --- who may, and when --------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "lays", "takes"),
    [(0, True, True), (1, True, True), (2, True, True), (3, True, False), (4, False, False), (5, False, False)],
)
def test_a_case_is_laid_ready_until_it_is_told_and_taken_back_before(pointer, lays, takes):
    room = telling_room()
    session = room.go_to(pointer) if pointer else room.fresh()
    script = Script.from_json(session.method_snapshot)
    assert script.telling == 3
    may = {
        seat.kind: (
            can_prepare(session, seat),
            can_lay_ready(session, seat, script=script),
            can_take_case_back(session, seat, script=script),
        )
        for seat in (
            room.facilitator,
            room.bringer,
            room.peers[0],
            room.guest(),
            room.guest("interpreter"),
            room.beamer(),
        )
    }
    nothing = (False, False, False)
    others = dict.fromkeys(("facilitator", "peer", "guest", "interpreter", "beamer"), nothing)
    assert may == {**others, "bringer": (True, lays, takes)}


@pytest.mark.parametrize("by", ["facilitator", "peer"])
def test_for_anybody_else_there_is_no_pad_and_the_reason_is_said(by):
    room = telling_room()
    seat = {"facilitator": room.facilitator, "peer": room.peers[0]}[by]
    client = signed_in(seat)
    answer = client.get(address(room))
    assert (answer.status_code, "Alleen wie inbrengt, heeft een casuskladblok." in answer.content.decode()) == (
        403,
        True,
    )
    with pytest.raises(NotYourPlace):
        keep(room, by=seat)
    assert Preparation.objects.count() == 0


def test_after_the_phases_and_in_a_practice_there_is_none():
    room = telling_room()
    lay(room)
    room.go_to(5)
    room.steer(Move.NEXT)
    answer = signed_in(room.bringer).get(address(room))
    assert (answer.status_code, "De fasen zijn voorbij." in answer.content.decode()) == (409, True)
    practice = begin(make_method("oefening", QUIET), by=room.facilitator.person)
    reader = signed_in(room.facilitator)
    answer = reader.get(reverse("intervision:prepare", args=[practice.pk]))
    assert (answer.status_code, "In een oefening is de casus verzonnen." in answer.content.decode()) == (409, True)


# --- writing ------------------------------------------------------------------------


def test_the_draft_of_the_page_is_kept_with_the_session_and_not_with_the_person():
    room = telling_room()
    client = signed_in(room.bringer)
    form = form_of(room, client)
    body = {"kladje": form[TOKEN], "versie": 0, "operation": form["operation"], "velden": WRITTEN}
    answer = client.post(reverse("reflection:draft"), json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["v"]) == (200, 1)
    pad = Preparation.objects.select_related("data_key").get()
    assert (pad.seat, json.loads(pad.open()), pad.data_key) == (room.bringer, WRITTEN, room.fresh().data_key)
    assert DataKey.objects.filter(person=room.bringer.person).count() == 0
    assert HAPPENED in client.get(address(room)).content.decode()
    again = client.post(reverse("reflection:draft"), json.dumps(body), content_type="application/json")
    assert (again.status_code, again.json()["v"]) == (200, 1)  # the answer that got lost
    other = {**body, "operation": str(uuid.uuid4()), "velden": {"gebeurde": ["iets anders"]}}
    crossed = client.post(reverse("reflection:draft"), json.dumps(other), content_type="application/json")
    assert (crossed.status_code, crossed.json()["velden"]) == (409, WRITTEN)


def test_a_draft_for_a_pad_that_is_not_theirs_is_refused_with_a_sentence_and_stored_nowhere():
    room = telling_room()
    client = signed_in(room.bringer)
    form = form_of(room, client)
    body = {"kladje": form[TOKEN], "versie": 0, "operation": form["operation"], "velden": WRITTEN}
    Membership.objects.filter(person=room.bringer.person).delete()
    answer = client.post(reverse("reflection:draft"), json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["text"]) == (
        422,
        "Je hebt in deze sessie geen plaats meer. Er is niets bewaard.",
    )
    assert Preparation.objects.count() == 0


def test_without_script_the_form_keeps_it_and_shows_both_where_another_page_wrote():
    room = telling_room()
    client = signed_in(room.bringer)
    first, second = form_of(room, client), form_of(room, client)
    answer = client.post(address(room), {**first, "gebeurde": HAPPENED, "deel": ["gebeurde"]}, follow=True)
    assert "Bewaard. Alleen jij kan het lezen." in answer.content.decode()
    assert pad_of(room.bringer).fields == {"gebeurde": [HAPPENED], "deel": ["gebeurde"]}
    answer = client.post(address(room), {**second, "gebeurde": "een tweede versie"})
    html = answer.content.decode()
    assert (answer.status_code, HAPPENED in html, "een tweede versie" in html) == (409, True, True)
    assert pad_of(room.bringer).fields["gebeurde"] == [HAPPENED]
    version = re.search(r'name="versie" value="(\d+)"', html)[1]
    client.post(address(room), {**second, VERSION: version, "gebeurde": "een tweede versie"})
    assert pad_of(room.bringer).fields["gebeurde"] == ["een tweede versie"]


def test_what_is_too_long_stays_in_its_field_with_a_message():
    room = telling_room()
    client = signed_in(room.bringer)
    text = "a" * 4001
    answer = client.post(address(room), {**form_of(room, client), "gebeurde": text})
    html = answer.content.decode()
    assert (answer.status_code, text in html, "er is plaats voor 4000" in html) == (422, True, True)
    assert Preparation.objects.count() == 0


def test_an_empty_pad_can_be_emptied_and_what_lies_ready_stays():
    room = telling_room()
    lay(room)
    client = signed_in(room.bringer)
    token = form_of(room, client)[TOKEN]
    client.post(reverse("reflection:throw_away"), {"kladje": token, "terug": address(room)})
    assert (Preparation.objects.count(), laid(room)) == (0, [(1, HAPPENED), (4, QUESTION)])


def test_the_server_looks_only_when_it_is_asked_and_keeps_nothing():
    room = telling_room()
    client = signed_in(room.bringer)
    text = "Gisteren belde Mursal Noorzai mij op 0470 12 34 56."
    answer = client.post(address(room), {**form_of(room, client), "gebeurde": text, "nakijken": "1"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert [each in html for each in ("<mark>0470 12 34 56</mark>", "<mark>Mursal Noorzai</mark>", text)] == [True] * 3
    assert "Automatisch zoeken mist dingen. Jij beslist." in html
    assert (Preparation.objects.count(), room.fresh().data_key) == (0, None)
    page = client.get(address(room)).content.decode()
    assert re.findall(r"<noscript>.*?</noscript>", page, re.DOTALL)[0].count('name="nakijken"') == 1


# --- laying ready -------------------------------------------------------------------


def test_only_what_was_chosen_is_laid_ready_and_in_the_version_that_was_shown():
    room = telling_room()
    client = signed_in(room.bringer)
    answer = client.post(address(room), {**form_of(room, client), "gebeurde": HAPPENED, "niet": PRIVATE, "deel": ["gebeurde"], "bekijken": "1"})  # fmt: skip
    assert answer.url == address(room, "show_case")
    html = client.get(answer.url).content.decode()
    assert (HAPPENED in html, PRIVATE in html, "Leg dit klaar" in html) == (True, False, True)
    assert laid(room) == []
    keep(room, {**WRITTEN, "gebeurde": ["intussen"]}, seen=1)
    stale = client.post(address(room, "lay_case"), {"versie": 1})
    assert (stale.status_code, "Je kladblok veranderde sinds je dit bekeek." in stale.content.decode()) == (409, True)
    assert laid(room) == []
    client.post(address(room, "lay_case"), {"versie": 2})
    assert laid(room) == [(1, "intussen"), (4, QUESTION)]
    client.post(address(room, "lay_case"), {"versie": 2})  # pressed twice
    assert laid(room) == [(1, "intussen"), (4, QUESTION)]


def test_nothing_chosen_is_nothing_to_lay_ready():
    room = telling_room()
    kept = keep(room, {"gebeurde": [HAPPENED], "deel": ["vraag"]})
    with pytest.raises(TextRefused):
        lay_ready(session_id=room.session.pk, by=room.bringer, parts=chosen_on(kept.fields), seen=kept.version)
    answer = signed_in(room.bringer).post(address(room, "lay_case"), {"versie": kept.version})
    assert (answer.status_code, "Je koos nog niets" in answer.content.decode()) == (422, True)


def test_taking_back_takes_all_of_it_and_leaves_the_pad():
    room = telling_room()
    lay(room)
    room.go_to(2)
    client = signed_in(room.bringer)
    client.post(address(room, "take_case_back"))
    assert (laid(room), pad_of(room.bringer).fields) == ([], WRITTEN)
    lay(room, {**WRITTEN, "vraag": ["een andere vraag"]})
    room.go_to(3)
    answer = client.post(address(room, "take_case_back"))
    assert (answer.status_code, "De anderen hebben je casus al gezien." in answer.content.decode()) == (409, True)
    with pytest.raises(NotNow):
        lay_ready(session_id=room.session.pk, by=room.bringer, parts={1: "anders"}, seen=pad_of(room.bringer).version)
    assert laid(room) == [(1, HAPPENED), (4, "een andere vraag")]
    part = Contribution.objects.filter(kind=CASE).first()
    with pytest.raises(NotYourPlace):
        withdraw(session_id=room.session.pk, by=room.bringer, contribution_id=part.pk)


def test_somebody_else_lays_nothing_ready_in_the_place_of_the_bringer():
    room = telling_room()
    kept = keep(room)
    for seat in (room.facilitator, room.peers[0]):
        with pytest.raises(NotYourPlace):
            lay_ready(session_id=room.session.pk, by=seat, parts={1: "x"}, seen=kept.version)
        with pytest.raises(NotYourPlace):
            take_case_back(session_id=room.session.pk, by=seat)
    with pytest.raises(OvertakenByOther):
        lay_ready(session_id=room.session.pk, by=room.bringer, parts={1: "x"}, seen=kept.version + 1)


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


TELLING = {
    "action-learning": "Probleem",
    "balint": "Vertellen",
    "clearness": "Stilte en verhaal",
    "collegiale-beratung": "Spontaan vertellen",
    "consultancy": "Presentatie",
    "cura": "Concentreren",
    "dilemma": "Casus",
    "graces": "Casus kort",
    "imi": "Vertellen en verduidelijken",
    "incident": "Incident schetsen",
    "kruispuntronde": "Verhaal en vraag",
    "leren-van-successen": "Succesverhaal",
    "reflecterend-team": "Interview",
    "roddel": "Introductie",
    "socratisch": "Voorbeeld onderzoeken",
    "tienstappen": "Situatie schetsen",
    "topoi-analyse": "Gespreksfragment",
    "troika": "Ronde 1",
    "vijfstappen": "Vraagintroductie",
}


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


def test_a_place_says_only_which_session():
    room = telling_room()
    assert place_of(room.bringer).about == f"casuskladblok:{room.session.pk}"
    assert [each.nr for each in QUESTIONS] == [1, 2, 3, 4, 5]
