"""A practice: a real room whose other chairs are played, and of which nothing stays."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from intervision.actions.closing import close
from intervision.actions.practising import begin_practice, play_along
from intervision.cast import HINT, SAYS, WRITES, Line
from intervision.enums import MethodKind, Move, SeatKind, Status
from intervision.exceptions import NotNow
from intervision.models import Contribution, Draft, Event, KeptLine, Ready, Seat, Session
from intervision.projection import project
from intervision.queries import circles_of, practice_of, upcoming
from people.models import Circle, User
from people.retention import apply_all
from reflection.models import DataKey
from tests.factories.intervision import make_method, make_room
from tests.factories.people import UserFactory
from tests.factories.practice import BRINGER, PEERS, after, begin, fresh, make_case, steer_practice

ALL_DONE = 120


def phases():
    return (
        {"floor": ["B"], "silent": ["P"], "writes": []},
        {"floor": ["X"], "writes": [{"who": "A", "kind": "hidden_reveal", "prompt": ""}], "carries_to": [3]},
        {"floor": ["P"], "writes": [{"who": "A", "kind": "hidden_anonymous", "prompt": ""}], "carries_to": [4]},
        {"floor": ["A"], "writes": [{"who": "B", "kind": "agreement", "prompt": ""}, {"who": "P", "kind": "yield", "prompt": ""}]},
    )  # fmt: skip


@pytest.fixture
def practice(db):
    return begin(make_method("oefenmethode", *phases()))


def seat(session, kind=SeatKind.FACILITATOR):
    return session.seats.select_related("person").filter(kind=kind).first()


def texts(session):
    return sorted((found.phase, found.seat.played if found.seat else "", found.open()) for found in Contribution.objects.filter(session=session))  # fmt: skip


def test_one_person_has_a_chair_and_the_others_are_played(practice):
    chairs = [(each.kind, each.called, each.person_id is None) for each in practice.seats.all()]
    assert chairs == [
        ("facilitator", "Noor", False),
        ("bringer", BRINGER, True),
        *(("peer", name, True) for name in PEERS),
    ]
    assert (practice.circle, practice.status) == (None, Status.PLANNED)


def test_nobody_is_made_an_account_or_a_circle_or_mailed(practice):
    assert (User.objects.count(), Circle.objects.count(), mail.outbox) == (1, 0, [])


def test_what_is_due_is_done_when_somebody_looks_and_once(practice):
    for _time in range(2):
        steer_practice(practice, Move.NEXT if fresh(practice).pointer else Move.START)
    assert play_along(fresh(practice), now=after(practice, 0)) is False
    assert play_along(fresh(practice), now=after(practice, 4)) is True
    assert texts(practice) == [(2, "Lotte", "Lotte, Verborgen")]
    play_along(fresh(practice), now=after(practice, ALL_DONE))
    version = fresh(practice).version
    assert play_along(fresh(practice), now=after(practice, ALL_DONE)) is False
    assert [who for _phase, who, _text in texts(practice)] == ["Bram", "Joris", "Lotte", "Meryem"]
    assert (fresh(practice).version, Ready.objects.count()) == (version, 4)


def test_what_they_wrote_is_hidden_until_it_is_shown(practice):
    steer_practice(practice, Move.START)
    steer_practice(practice, Move.NEXT)
    play_along(fresh(practice), now=after(practice, ALL_DONE))
    room = project(fresh(practice), seat(practice))
    assert (room.boards, room.ready_count, room.ready_of) == ((), 4, 5)
    steer_practice(practice, Move.NEXT)
    board = project(fresh(practice), seat(practice)).boards[0]
    assert sorted(card.author for card in board.cards) == ["Bram", "Joris", "Lotte", "Meryem"]


def test_nameless_text_has_no_author_here_either(practice):
    steer_practice(practice, Move.START)
    for _time in range(2):
        steer_practice(practice, Move.NEXT)
    play_along(fresh(practice), now=after(practice, ALL_DONE))
    assert [(found.seat_id, found.sequence) for found in Contribution.objects.filter(phase=3)] == [(None, 0)] * 4


def test_who_went_on_before_they_wrote_gets_nothing_of_theirs(practice):
    steer_practice(practice, Move.START)
    steer_practice(practice, Move.NEXT)
    seen = fresh(practice)
    steer_practice(practice, Move.NEXT)
    play_along(seen, now=after(practice, 1))
    assert texts(practice) == []


def test_what_is_said_is_heard_one_after_the_other(practice):
    steer_practice(practice, Move.START)
    heard = [project(fresh(practice), seat(practice), now=after(practice, at)).practice for at in (0, 3, 60)]
    assert [[(each.who, each.text) for each in view.heard] for view in heard] == [
        [],
        [(BRINGER, "Lotte, De inbrenger spreekt")],
        [(BRINGER, "Lotte, De inbrenger spreekt")],
    ]
    assert [view.again > 0 for view in heard] == [True, False, False]


def test_while_the_clock_stands_still_nobody_goes_on_talking(practice):
    steer_practice(practice, Move.START)
    steer_practice(practice, Move.PAUSE)
    assert project(fresh(practice), seat(practice), now=after(practice, 60)).practice.heard == ()


def test_a_phase_with_lines_of_its_own_uses_those(db):
    lines = (
        Line("eigen", "Fase 1", "", HINT, "Steek je hand op."),
        Line("eigen", "Fase 1", "Bram", SAYS, "Heb je al eens gebeld?"),
        Line("eigen", "Fase 1", "Meryem", WRITES, "Wie was daar?"),
    )
    shared = {"floor": ["A"], "writes": [{"who": "P", "kind": "shared", "prompt": ""}]}
    session = begin(make_method("eigen", shared), case=make_case(lines=lines))
    steer_practice(session, Move.START)
    play_along(fresh(session), now=after(session, ALL_DONE))
    heard = project(fresh(session), seat(session), now=after(session, ALL_DONE)).practice.heard
    assert [(each.who, each.text) for each in heard] == [("", "Steek je hand op."), ("Bram", "Heb je al eens gebeld?")]
    assert texts(session) == [(1, "Meryem", "Wie was daar?")]


def test_a_screen_says_that_it_is_a_practice_and_tells_nothing(practice):
    steer_practice(practice, Move.START)
    beamer = Seat.objects.create(session=practice, kind=SeatKind.BEAMER, order=99, device_hash="x" * 64)
    assert project(fresh(practice), beamer, now=after(practice, ALL_DONE)).practice.heard == ()


def test_a_room_of_people_is_no_practice(db):
    room = make_room()
    room.go_to(1)
    assert project(room.fresh(), room.facilitator).practice is None
    assert play_along(room.fresh()) is False


def test_at_the_end_they_choose_and_nothing_is_kept(practice):
    make_method("afsluiting", {"floor": ["A"], "writes": []}, kind=MethodKind.CLOSING)
    session = begin(practice.method, by=UserFactory(), case=make_case("tweede"))
    for nr in range(1, 6):
        steer_practice(session, Move.NEXT if nr > 1 else Move.START)
        play_along(fresh(session), now=after(session, ALL_DONE))
    choosing = project(fresh(session), seat(session)).choosing
    assert (choosing.chosen, choosing.open) == ((BRINGER, *PEERS), ())
    steer_practice(session, Move.NEXT)
    close(session_id=session.pk, by=seat(session), seen=fresh(session).move)
    assert [Session.objects.filter(pk=session.pk).count(), KeptLine.objects.count(), DataKey.objects.count()] == [
        0,
        0,
        0,
    ]
    rows = [model.objects.count() for model in (Contribution, Draft, Ready, Event)]
    assert (rows, Seat.objects.filter(session_id=session.pk).count()) == ([0, 0, 0, 0], 0)


def test_after_a_day_it_is_gone_and_a_real_session_is_not(practice):
    room = make_room()
    steer_practice(practice, Move.START)
    contribute_something(practice)
    apply_all(now=timezone.now() + timedelta(hours=23))
    assert Session.objects.filter(is_practice=True).count() == 1
    apply_all(now=timezone.now() + timedelta(hours=25))
    assert list(Session.objects.values_list("pk", flat=True)) == [room.session.pk]
    assert (Contribution.objects.count(), DataKey.objects.count()) == (0, 0)


def test_it_goes_when_its_only_person_goes(practice):
    practice.seats.get(kind=SeatKind.FACILITATOR).person.delete()
    apply_all()
    assert Session.objects.count() == 0


def contribute_something(session):
    steer_practice(session, Move.NEXT)
    play_along(fresh(session), now=after(session, ALL_DONE))
    assert Contribution.objects.count() == 4


def test_it_counts_nowhere(practice):
    person = seat(practice).person
    assert (list(upcoming(person)), list(circles_of(person)), practice_of(person)) == ([], [], practice)


def test_one_at_a_time(practice):
    with pytest.raises(NotNow) as refused:
        begin_practice(by=seat(practice).person, method=practice.method, case=make_case("tweede"))
    assert refused.value.reason == "Er loopt nog een oefening van jou. Ga daarin verder, of wis ze eerst."


def test_it_is_not_moved_or_cancelled(practice):
    assert project(practice, seat(practice)).can_replan is False


@pytest.mark.parametrize(("is_practice", "with_circle"), [(False, False), (True, True)])
def test_the_database_holds_no_session_that_is_neither(db, is_practice, with_circle):
    room = make_room()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=room.session.pk).update(
            is_practice=is_practice, circle=room.circle if with_circle else None
        )


# --- the pages ------------------------------------------------------------------------------------------------------


def test_somebody_begins_and_ends_it_without_script(client, db):
    method, person = make_method("oefenmethode", *phases()), UserFactory(first_name="Noor")
    make_case()
    client.force_login(person)
    page = client.get(reverse("intervision:practice") + "?methode=oefenmethode").content.decode()
    assert '<option value="oefenmethode" selected>' in page
    answer = client.post(reverse("intervision:practice"), {"method": method.slug, "case": "oefening"})
    session = Session.objects.get()
    assert answer.url == session.get_absolute_url()
    for status, move in (("planned", "start"), ("running", "next"), ("running", "next")):
        session.refresh_from_db()
        page = client.get(answer.url).content.decode()
        assert (session.status, "Oefensessie" in page) == (status, True)
        client.post(f"{answer.url}verloop/", {"move": move, "seen": session.move})
    over = client.post(f"{answer.url}wissen/", follow=True)
    assert (Session.objects.count(), "De oefening is gewist." in over.content.decode()) == (0, True)


def test_closing_leads_back_with_a_receipt(client, practice):
    steer_practice(practice, Move.START)
    for _time in range(4):
        steer_practice(practice, Move.NEXT) if fresh(practice).status == "running" else None
    client.force_login(seat(practice).person)
    asked = client.get(f"{practice.get_absolute_url()}afsluiten/").content.decode()
    assert "Dit is een oefening: ook wat je koos om te bewaren, wordt gewist." in asked
    answer = client.post(
        f"{practice.get_absolute_url()}verloop/", {"move": "close", "seen": fresh(practice).move}, follow=True
    )
    assert ("De oefening is voorbij." in answer.content.decode(), Session.objects.count()) == (True, 0)


def test_looking_is_what_makes_them_act(client, practice):
    client.force_login(seat(practice).person)
    steer_practice(practice, Move.START)
    steer_practice(practice, Move.NEXT)
    client.get(practice.get_absolute_url())
    before = len(texts(practice))
    Session.objects.update(phase_started_at=timezone.now() - timedelta(minutes=2))
    client.get(f"{practice.get_absolute_url()}staat/?v=1")
    assert (before, len(texts(practice))) == (0, 4)


def test_nobody_else_comes_in(client, practice):
    client.force_login(UserFactory())
    for path in ("", "staat/", "afsluiten/"):
        assert client.get(f"{practice.get_absolute_url()}{path}").status_code == 404
    assert client.post(f"{practice.get_absolute_url()}wissen/").status_code == 404
    assert Session.objects.count() == 1


def test_a_real_session_is_not_thrown_away(client, db):
    room = make_room()
    client.force_login(room.facilitator.person)
    assert client.post(f"{room.session.get_absolute_url()}wissen/").status_code == 404
    assert Session.objects.count() == 1


def test_bad_input_is_answered_at_the_field(client, practice):
    client.force_login(UserFactory())
    answer = client.post(reverse("intervision:practice"), {"method": "bestaat-niet", "case": ""})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["case", "method"])


def test_the_door_and_the_method_lead_there(client, practice):
    client.force_login(UserFactory())
    assert reverse("intervision:practice") in client.get(reverse("intervision:home")).content.decode()
    page = client.get(practice.method.get_absolute_url()).content.decode()
    assert f"{reverse('intervision:practice')}?methode=oefenmethode" in page
