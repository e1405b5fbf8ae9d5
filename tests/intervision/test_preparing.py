"""The case pad: private to whoever brings the case, laid ready by them, seen by the others from the telling on."""

import json
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from intervision.actions.preparing import lay_ready, take_case_back
from intervision.actions.writing import withdraw
from intervision.casepad import QUESTIONS, chosen_on, pad_of, place_of
from intervision.enums import CASE, Move
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther, TextRefused
from intervision.models import Contribution, Preparation
from intervision.rules import can_lay_ready, can_prepare, can_take_case_back
from intervision.script import Script
from people.models import Membership
from reflection.desk import TOKEN, VERSION
from reflection.models import DataKey
from tests.factories.intervision import make_method
from tests.factories.practice import begin
from tests.factories.preparing import (
    HAPPENED,
    PRIVATE,
    QUESTION,
    QUIET,
    WRITTEN,
    keep,
    laid,
    lay,
    telling_room,
)

pytestmark = pytest.mark.django_db


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


def test_before_it_is_laid_ready_one_reads_what_stands_out_in_what_was_chosen_only():
    room = telling_room()
    keep(room, {"gebeurde": ["Ik belde 0470 12 34 56."], "niet": ["Mail zus@voorbeeld.be."], "deel": ["gebeurde"]})
    html = signed_in(room.bringer).get(address(room, "show_case")).content.decode()
    assert re.findall("<mark>(.*?)</mark>", html) == ["0470 12 34 56"]
    assert "Automatisch zoeken mist dingen. Jij beslist." in html


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


def test_a_place_says_only_which_session():
    room = telling_room()
    assert place_of(room.bringer).about == f"casuskladblok:{room.session.pk}"
    assert [each.nr for each in QUESTIONS] == [1, 2, 3, 4, 5]
