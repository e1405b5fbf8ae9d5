"""Where the circle looks back: one's own steps for one's own eyes, and on the table by choice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intervision.actions.planning import plan_session
from intervision.actions.steering import steer
from intervision.actions.steps import answer_step, share_step
from intervision.enums import MethodKind, Move, SeatKind, Status, StepAnswer
from intervision.exceptions import NotNow, NotYourPlace
from intervision.models import Contribution, KeptLine, Seat, Session
from intervision.projection import project
from reflection.models import new_data_key
from tests.factories.intervision import Room, make_method, make_room

pytestmark = pytest.mark.django_db
STEP = "Ik bel de school, zonder haast."


def keep_step(room, person, text=STEP, at=None):
    line = KeptLine(session=room.session, person=person, is_step=True, kept_at=at or timezone.now())
    line.seal(text, new_data_key(person=person))
    line.save()
    return line


@pytest.fixture
def before():
    """A circle that held one session, of which Sam kept a step."""
    looks_back = {"title": "Vorige keer", "floor": ["A"], "looks_back": True}
    make_method("opening", looks_back, {"title": "Rollen", "floor": ["A"]}, kind=MethodKind.OPENING)
    room = make_room(make_method())
    Session.objects.update(status=Status.CLOSED, closed_at=timezone.now())
    return room, keep_step(room, room.bringer.person)


def next_session(room):
    people = [seat.person for seat in (room.facilitator, room.bringer, *room.peers)]
    session = plan_session(
        by=people[0], circle=room.circle, method=room.session.method, starts_at=timezone.now() + timedelta(days=8),
        facilitator=people[1], bringer=people[0], peers=people[2:],
    )  # fmt: skip
    seats = list(Seat.objects.filter(session=session).select_related("person", "session"))
    later = Room(session, room.circle, seats[0], seats[1], seats[2:])
    steer(session_id=session.pk, by=seats[0], move=Move.START, seen=0)
    return later


def seen_by(room, seat):
    return [(each.text, each.answer, each.is_shared) for each in project(room.fresh(), seat).own_steps]


def test_the_next_session_opens_with_ones_own_steps_and_nobody_elses(client, before):
    first, _line = before
    room = next_session(first)
    seats = [room.facilitator, room.bringer, *room.peers, room.co_facilitator(), room.guest(), room.beamer()]
    assert [seen_by(room, seat) for seat in seats] == [[(STEP, "", False)], *[[]] * 6]
    for seat in (room.facilitator, room.bringer, room.peers[0]):
        client.force_login(seat.person)
        assert (STEP in client.get(room.session.get_absolute_url()).content.decode()) == (seat == room.facilitator)


def test_it_stands_only_where_the_circle_looks_back(before):
    first, line = before
    room = next_session(first)
    room.steer(Move.NEXT)
    assert seen_by(room, room.facilitator) == []
    with pytest.raises(NotNow):
        share_step(session_id=room.session.pk, by=room.facilitator, line_id=line.pk)
    assert Contribution.objects.count() == 0


def test_it_is_answered_there_and_stays_to_be_told_until_the_next_time(client, before):
    first, line = before
    room = next_session(first)
    client.force_login(room.facilitator.person)
    client.post(f"{room.session.get_absolute_url()}terugblik/", {"stap": str(line.pk), "antwoord": "gedaan"})
    assert seen_by(room, room.facilitator) == [(STEP, "gedaan", False)]
    Session.objects.filter(pk=room.session.pk).update(
        status=Status.CLOSED, closed_at=timezone.now() + timedelta(hours=1)
    )
    assert seen_by(next_session(first), Seat.objects.filter(person=line.person).last()) == []


def test_laid_on_the_table_it_is_there_once_by_name_for_the_others_and_goes_with_the_rest(client, before):
    first, line = before
    room = next_session(first)
    client.force_login(room.facilitator.person)
    for _time in range(2):
        client.post(f"{room.session.get_absolute_url()}terugblik/", {"stap": str(line.pk)})
    for seat in (room.facilitator, room.bringer, *room.peers, room.beamer()):
        boards = [[(card.text, card.author) for card in board.cards] for board in project(room.fresh(), seat).boards]
        assert boards == [[(STEP, room.facilitator.called)]]
    assert seen_by(room, room.facilitator) == [(STEP, "", True)]
    room.steer(Move.NEXT)
    assert project(room.fresh(), room.bringer).boards == ()
    assert Contribution.objects.get().session == room.session  # sealed with its key, erased with it


@pytest.mark.parametrize("who", ["bringer", "peer", "guest"])
def test_only_ones_own_is_laid_or_answered(before, who):
    first, line = before
    room = next_session(first)
    seat = {"bringer": room.bringer, "peer": room.peers[0], "guest": room.guest()}[who]
    with pytest.raises(NotYourPlace):
        share_step(session_id=room.session.pk, by=seat, line_id=line.pk)
    assert Contribution.objects.count() == 0


def test_what_makes_no_sense_says_so(client, before):
    first, line = before
    room = next_session(first)
    client.force_login(room.bringer.person)
    address = f"{room.session.get_absolute_url()}terugblik/"
    sent = [{}, {"stap": "x"}, {"stap": str(line.pk), "antwoord": "gedaan"}, {"stap": str(line.pk)}]
    assert [client.post(address, each).status_code for each in sent] == [400, 400, 403, 403]
    line.refresh_from_db()
    assert line.answer == ""


def test_steps_of_another_circle_and_answers_of_long_ago_are_not_asked_about(before):
    first, line = before
    other = make_room(first.session.method)
    keep_step(other, line.person, "Uit een andere kring.")
    answer_step(by=line.person, line_id=line.pk, answer=StepAnswer.DONE)
    Session.objects.filter(pk=first.session.pk).update(closed_at=timezone.now() + timedelta(hours=1))
    assert seen_by(next_session(first), Seat.objects.filter(person=line.person).last()) == []


@pytest.mark.parametrize("steps", [1, 3])
def test_three_cost_as_much_as_one(before, django_assert_num_queries, steps):
    first, line = before
    for number in range(1, steps):
        keep_step(first, line.person, f"Stap {number}", at=timezone.now() + timedelta(minutes=number))
    room = next_session(first)
    session, seat = room.fresh(), room.facilitator
    with django_assert_num_queries(8):
        assert len(project(session, seat).own_steps) == steps


def test_a_first_session_has_nothing_to_look_back_on():
    looks_back = {"title": "Vorige keer", "floor": ["A"], "looks_back": True}
    make_method("opening", looks_back, kind=MethodKind.OPENING)
    room = make_room(make_method())
    keep_step(make_room(room.session.method), room.bringer.person)
    room.go_to(1)
    assert [phase["looks_back"] for phase in room.fresh().method_snapshot["phases"]] == [False] * 4
    assert [seen_by(room, seat) for seat in Seat.objects.filter(session=room.session)] == [[]] * 4
    assert room.session.seats.get(kind=SeatKind.BRINGER).person == room.bringer.person
