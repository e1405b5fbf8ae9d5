"""The private question before a session: it changes defaults, and nothing shows who answered what, or that anybody did."""

import re
import uuid
from collections import Counter

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from intervision import caution
from intervision.actions.caution import answer_safely, choose_nameless
from intervision.actions.closing import close
from intervision.actions.replanning import cancel_session
from intervision.actions.steering import steer
from intervision.actions.writing import contribute
from intervision.enums import Judged, Move
from intervision.exceptions import NotYourPlace
from intervision.models import Contribution, Method, SafetyAnswer, Seat, Session
from intervision.projection import project
from intervision.rules import can_answer, can_choose_nameless
from intervision.script import Script
from people.exporting import collect
from people.models import User
from people.retention import apply_all
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room
from tests.factories.practice import begin
from tests.intervision.test_closing import stored_bytes
from tests.intervision.test_projection import bytes_of

HIDDEN = {"floor": ["X"], "silent": ["A"], "writes": [{"who": "P", "kind": "hidden_reveal", "prompt": ""}]}
VOTE = {"floor": ["X"], "writes": [{"who": "A", "kind": "hidden_anonymous", "prompt": ""}]}
ENDS = {"floor": ["A"], "writes": [{"who": "B", "kind": "agreement", "prompt": ""}, {"who": "P", "kind": "yield", "prompt": ""}]}  # fmt: skip

pytestmark = pytest.mark.django_db


def careful_room(**kwargs):
    method = Method.objects.filter(slug="schrijven").first()
    return make_room(method or make_method("schrijven", {**HIDDEN, "carries_to": [2]}, VOTE, ENDS), **kwargs)


def say(room, seat, answer):
    answer_safely(session_id=room.session.pk, by=seat, answer=answer)


def kinds(room):
    return [slot.kind for phase in Script.from_json(room.fresh().method_snapshot).phases for slot in phase.slots]


def signed_in(seat):
    client = Client()
    client.force_login(seat.person)
    return client


def address(room, name="question"):
    return reverse(f"intervision:{name}", args=[room.session.pk])


NAMED = ["hidden_reveal", "private", "hidden_anonymous", "agreement", "yield"]
NAMELESS = ["hidden_anonymous", "private", "hidden_anonymous", "agreement", "yield"]


# --- who may answer, and when -------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "open_to"), [("planned", True), ("running", False), ("closing", False), ("closed", False)]
)
def test_each_person_answers_until_it_begins(status, open_to):
    room = careful_room()
    seats = [room.facilitator, room.co_facilitator(), room.bringer, *room.peers, room.guest(), room.guest("interpreter"), room.beamer()]  # fmt: skip
    Session.objects.filter(pk=room.session.pk).update(status=status)
    session = room.fresh()
    may = {seat.kind: (can_answer(session, seat), can_choose_nameless(session, seat)) for seat in seats}
    assert may == {
        "facilitator": (open_to, open_to),
        "co": (open_to, open_to),
        "bringer": (open_to, False),
        "peer": (open_to, False),
        "guest": (False, False),
        "interpreter": (False, False),
        "beamer": (False, False),
    }


def test_every_refusal_says_why():
    room = careful_room()
    guest = room.guest()
    with pytest.raises(NotYourPlace, match="NotYourPlace") as refused:
        say(room, guest, Judged.YES)
    assert str(refused.value.reason) == "Deze vraag is voor de leden van de kring."
    with pytest.raises(NotYourPlace) as refused:
        choose_nameless(session_id=room.session.pk, by=room.peers[0], nameless=True)
    assert str(refused.value.reason) == "Alleen wie begeleidt, kiest hoe de groep schrijft."
    practice = begin(make_method("oefening", HIDDEN), by=room.facilitator.person)
    answer = signed_in(room.facilitator).get(reverse("intervision:question", args=[practice.pk]))
    assert (answer.status_code, "In een oefening zijn de anderen verzonnen." in answer.content.decode()) == (409, True)
    room.go_to(1)
    answer = signed_in(room.peers[0]).post(address(room), {"answer": "ja"})
    assert (answer.status_code, "Je antwoord verandert nu niets meer." in answer.content.decode()) == (409, True)
    assert SafetyAnswer.objects.count() == 0


# --- what it changes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "chosen", "nameless"),
    [
        ({}, False, False),
        ({0: Judged.NO, 1: Judged.NO, 2: Judged.NO, 3: Judged.NO}, False, False),
        ({0: Judged.YES}, False, True),
        ({1: Judged.YES}, False, True),
        ({3: Judged.YES}, False, True),
        ({3: Judged.RATHER_NOT}, False, True),
        ({0: Judged.NO, 1: Judged.NO, 2: Judged.NO, 3: Judged.YES}, False, True),
        ({0: Judged.YES, 1: Judged.YES, 2: Judged.YES, 3: Judged.YES}, False, True),
        ({}, True, True),
        ({0: Judged.NO, 1: Judged.NO}, True, True),
        ({0: Judged.YES}, True, True),
    ],
)
def test_the_truth_table_of_what_lets_a_group_write_without_names(answers, chosen, nameless):
    room = careful_room()
    seats = [room.facilitator, room.bringer, *room.peers]
    for number, answer in answers.items():
        say(room, seats[number], answer)
    if chosen:
        choose_nameless(session_id=room.session.pk, by=room.facilitator, nameless=True)
    assert kinds(room) == NAMED  # before the start nothing tells
    session = room.go_to(1)
    assert (session.is_nameless, kinds(room)) == (nameless, NAMELESS if nameless else NAMED)
    assert [project(session, seat).before.is_nameless for seat in seats] == [nameless] * 4


def test_the_last_answer_counts_and_the_choice_can_be_left_open_again():
    room = careful_room()
    say(room, room.peers[0], Judged.YES)
    say(room, room.peers[0], Judged.NO)
    choose_nameless(session_id=room.session.pk, by=room.facilitator, nameless=True)
    choose_nameless(session_id=room.session.pk, by=room.facilitator, nameless=False)
    assert SafetyAnswer.objects.count() == 1
    assert (room.go_to(1).is_nameless, kinds(room)) == (False, NAMED)


def test_what_is_written_then_has_no_author_anywhere():
    room = careful_room()
    say(room, room.peers[0], Judged.YES)
    room.go_to(1)
    contribute(
        session_id=room.session.pk, by=room.peers[1], contribution_id=uuid.uuid4(), phase=1, slot=0, text="een tekst"
    )
    made = Contribution.objects.get()
    assert (made.seat_id, made.sequence, made.kind) == (None, 0, "hidden_anonymous")
    boards = project(room.go_to(2), room.bringer).boards
    assert [(card.text, card.author) for board in boards for card in board.cards] == [("een tekst", "")]


def test_a_lens_that_is_laid_later_goes_without_names_too():
    lens = make_method("bril", {**HIDDEN, "carries_to": []}, kind="lens")
    room = careful_room()
    say(room, room.bringer, Judged.YES)
    session = room.go_to(1)
    contribute(session_id=session.pk, by=room.peers[0], contribution_id=uuid.uuid4(), phase=1, slot=0, text="een tekst")
    steer(session_id=session.pk, by=room.facilitator, move=Move.LENS, seen=room.fresh().move, lens=lens)
    script = Script.from_json(room.fresh().method_snapshot)
    assert [slot.kind for slot in script.phases[1].slots if slot.who == "P"] == ["hidden_anonymous"]


def test_a_practice_never_goes_without_names(settings):
    settings.NAMELESS_ONE_IN = 1
    practice = begin(make_method("oefening", HIDDEN))
    assert caution.is_called_for(practice) is False


@pytest.mark.parametrize(("one_in", "drawn", "nameless"), [(0, 0, False), (4, 0, True), (4, 1, False), (4, 3, False), (1, 0, True)])  # fmt: skip
def test_chance_lets_it_on_where_nobody_answered(settings, monkeypatch, one_in, drawn, nameless):
    settings.NAMELESS_ONE_IN = one_in
    monkeypatch.setattr(caution.secrets, "randbelow", lambda _most: drawn)
    room = careful_room()
    assert (room.go_to(1).is_nameless, kinds(room)) == (nameless, NAMELESS if nameless else NAMED)


def test_chance_alone_comes_about_as_often_as_it_says(settings):
    settings.NAMELESS_ONE_IN = 4
    room = careful_room()
    drawn = Counter(caution.is_called_for(room.session) for _time in range(400))
    assert 40 < drawn[True] < 180  # once in a hundred million runs it is not


# --- what it does not tell ----------------------------------------------------------


def without_what_differs(page):
    """A page without what belongs to one room, one person's form or one moment."""
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", page)
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "CSRF", page)
    return re.sub(r'(data-(?:place|keys|who|undo|remaining|total|ms)[\w-]*)="[^"]*"', r"\1", page)


def pages(room):
    """What every seat gets, in the order of the circle, and the numbers that every device reads."""
    session = room.fresh()
    seats = [room.facilitator, room.bringer, *room.peers, Seat.objects.get(session=session, kind="beamer")]
    said = [without_what_differs(bytes_of(seat, session)) for seat in seats]
    return said, (session.version, session.move)


REASONS = {
    "the facilitator answered": lambda room: say(room, room.facilitator, Judged.YES),
    "the bringer answered": lambda room: say(room, room.bringer, Judged.YES),
    "a peer answered": lambda room: say(room, room.peers[0], Judged.YES),
    "another peer would rather not": lambda room: say(room, room.peers[1], Judged.RATHER_NOT),
    "everybody answered": lambda room: [say(room, seat, Judged.YES) for seat in (room.facilitator, *room.peers)],
    "one yes among three times no": lambda room: [
        say(room, seat, answer)
        for seat, answer in zip(
            (room.facilitator, room.bringer, *room.peers), (Judged.NO, Judged.NO, Judged.YES, Judged.NO), strict=True
        )
    ],
    "the facilitator chose it": lambda room: choose_nameless(
        session_id=room.session.pk, by=room.facilitator, nameless=True
    ),
}


def test_for_every_reason_every_page_of_every_seat_is_the_same_to_the_byte(settings):
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        rooms = {}
        for reason, act in {**REASONS, "chance": None}.items():
            room = rooms[reason] = careful_room()
            User.objects.filter(seats__session=room.session).update(last_name="")
            room.beamer()
            if act is not None:
                act(room)
            else:
                settings.NAMELESS_ONE_IN = 1
            room.go_to(1)
            settings.NAMELESS_ONE_IN = 0
        for pointer in (1, 2, 3):
            seen = {reason: (room.go_to(pointer), pages(room))[1] for reason, room in rooms.items()}
            first = next(iter(seen.values()))
            assert {reason: got == first for reason, got in seen.items()} == dict.fromkeys(rooms, True), pointer
        # Nor does the row say why.
        rows = {
            (session.is_nameless, str(session.method_snapshot), session.version, session.move, session.data_key is None)
            for session in Session.objects.all()
        }
        assert len(rows) == 1
        assert SafetyAnswer.objects.count() == 0


def test_before_the_start_no_seat_can_tell_that_anybody_answered():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        room = careful_room()
        room.beamer()
        before = pages(room)
        for answer in Judged:
            say(room, room.peers[0], answer)
            assert pages(room) == before
        say(room, room.bringer, Judged.YES)
        assert pages(room) == before


def test_a_session_where_everybody_said_no_is_one_where_nobody_answered():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        said_no, silent = careful_room(), careful_room()
        for room in (said_no, silent):
            room.beamer()
        for seat in (said_no.facilitator, said_no.bringer, *said_no.peers):
            say(said_no, seat, Judged.NO)
        for room in (said_no, silent):
            room.go_to(1)
        assert pages(said_no) == pages(silent)


def test_the_page_answers_the_same_whatever_was_said_and_never_shows_it_again():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        room = careful_room()
        client = signed_in(room.peers[0])
        said = []
        for answer in Judged.values:
            sent = client.post(address(room), {"answer": answer}, follow=True)
            said.append((sent.redirect_chain, without_what_differs(sent.content.decode())))
        assert [each == said[0] for each in said] == [True] * 3
        assert "Niemand ziet wat je antwoordde" in said[0][1]
        html = client.get(address(room)).content.decode()
        assert ("checked" in html, html.count('name="answer"')) == (False, 3)
        assert client.get(address(room)).headers["Cache-Control"] == "no-store, private"


def test_no_answer_is_longer_than_another():
    room = careful_room()
    lengths = set()
    for answer in Judged:
        say(room, room.peers[0], answer)
        lengths.add(len(bytes(SafetyAnswer.objects.get().sealed)))
    assert len(lengths) == 1


def test_an_empty_or_strange_answer_is_no_answer():
    room = careful_room()
    client = signed_in(room.peers[0])
    for sent in ({}, {"answer": ""}, {"answer": "misschien"}):
        answer = client.post(address(room), sent)
        assert answer.status_code == 422
    assert SafetyAnswer.objects.count() == 0


def test_one_does_not_answer_for_another_and_from_outside_there_is_no_session():
    room, elsewhere = careful_room(), careful_room()
    client = signed_in(elsewhere.peers[0])
    assert client.post(address(room), {"answer": "ja"}).status_code == 404
    assert client.post(address(room, "nameless"), {"zonder": "ja"}).status_code == 404
    assert Client().get(address(room)).status_code == 302
    assert signed_in(room.peers[0]).post(address(room, "nameless"), {"zonder": "ja"}).status_code == 403
    assert (SafetyAnswer.objects.count(), room.fresh().is_nameless) == (0, False)


def test_the_choice_is_shown_to_who_steers_alone():
    room = careful_room()
    client = signed_in(room.facilitator)
    assert client.post(address(room, "nameless"), {"zonder": "ja"}).url == room.session.get_absolute_url()
    shown = {seat.pk: "De groep schrijft straks zonder namen." in bytes_of(seat, room.fresh()) for seat in (room.facilitator, room.co_facilitator(), room.bringer, *room.peers, room.beamer())}  # fmt: skip
    assert list(shown.values()) == [True, True, False, False, False, False]
    client.post(address(room, "nameless"), {})
    assert room.fresh().is_nameless is False


# --- going away ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_at_the_start_every_answer_is_shredded_with_its_key_from_the_file_too():
    room = careful_room()
    say(room, room.peers[0], Judged.YES)
    say(room, room.bringer, Judged.NO)
    answers = list(SafetyAnswer.objects.select_related("data_key"))
    wrapped, scopes = [bytes(each.data_key.wrapped) for each in answers], [each.data_key_id for each in answers]
    room.go_to(1)
    assert (SafetyAnswer.objects.count(), DataKey.objects.filter(pk__in=scopes).count()) == (0, 0)
    if connection.vendor == "sqlite":
        assert [key in stored for stored in stored_bytes() for key in wrapped].count(True) == 0


def test_it_goes_when_the_session_is_cancelled_or_never_begins_or_the_person_leaves():
    with time_machine.travel("2026-11-02 09:00+01:00", tick=False):
        room, never = careful_room(), careful_room()
        for each in (room, never):
            say(each, each.peers[0], Judged.YES)
        assert DataKey.objects.count() == 2
        cancel_session(session_id=room.session.pk, by=room.facilitator)
        assert (SafetyAnswer.objects.count(), DataKey.objects.count()) == (1, 1)
    with time_machine.travel("2026-11-05 08:00+01:00", tick=False):
        apply_all()
        assert SafetyAnswer.objects.count() == 1
    with time_machine.travel("2026-11-05 10:00+01:00", tick=False):
        apply_all()
    assert (SafetyAnswer.objects.count(), DataKey.objects.count(), Session.objects.get().status) == (0, 0, "planned")


def test_a_closed_session_knows_nothing_of_it():
    room = careful_room()
    say(room, room.peers[0], Judged.YES)
    room.go_to(3)
    room.steer(Move.NEXT)
    close(session_id=room.session.pk, by=room.facilitator, seen=room.fresh().move)
    assert SafetyAnswer.objects.count() == 0


def test_it_is_in_the_copy_of_who_answered_and_of_nobody_else():
    room = careful_room()
    say(room, room.peers[0], Judged.RATHER_NOT)
    for seat in (room.peers[0], room.facilitator, room.bringer):
        kept = {each.model: each.rows for each in collect(User.objects.get(pk=seat.person_id))}
        assert ("liever niet" in str(kept.get(SafetyAnswer))) == (seat == room.peers[0])
