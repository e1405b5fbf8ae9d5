"""Circles: for members, planned without a word of the case, and what is coming for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intervision.enums import SeatKind
from intervision.health import check
from intervision.models import Seat, Session
from intervision.queries import upcoming
from people.models import Circle
from tests.factories.intervision import make_method, make_room
from tests.factories.people import UserFactory


@pytest.fixture
def room(db):
    return make_room()


def plan(client, room, **changes):
    people = [seat.person_id for seat in (room.facilitator, room.bringer, *room.peers)]
    data = {
        "method": room.session.method_id,
        "starts_at": "2027-01-12T14:00",
        "facilitator": people[0],
        "bringer": people[1],
        "peers": people,
        **changes,
    }
    return client.post(reverse("intervision:plan", args=[room.circle.pk]), data)


def test_a_member_plans_a_session_and_everybody_gets_one_chair(client, room):
    client.force_login(room.peers[0].person)
    answer = plan(client, room)
    session = Session.objects.exclude(pk=room.session.pk).get()
    assert (answer.status_code, answer.url) == (302, session.get_absolute_url())
    chairs = [(seat.kind, seat.person_id) for seat in Seat.objects.filter(session=session)]
    assert chairs == [
        (SeatKind.FACILITATOR, room.facilitator.person_id),
        (SeatKind.BRINGER, room.bringer.person_id),
        (SeatKind.PEER, room.peers[0].person_id),
        (SeatKind.PEER, room.peers[1].person_id),
    ]
    assert (session.status, session.data_key) == ("planned", None)


@pytest.mark.parametrize("problem", ["same person", "no peers", "outsider", "no date"])
def test_what_cannot_be_planned(client, room, problem):
    client.force_login(room.peers[0].person)
    changes = {
        "same person": {"bringer": room.facilitator.person_id},
        "no peers": {"peers": [room.facilitator.person_id, room.bringer.person_id]},
        "outsider": {"bringer": UserFactory().pk},
        "no date": {"starts_at": ""},
    }[problem]
    assert plan(client, room, **changes).status_code == 422
    assert Session.objects.count() == 1


@pytest.mark.parametrize("name", ["circle", "plan"])
def test_a_foreign_circle_does_not_exist(client, room, name):
    client.force_login(UserFactory())
    url = reverse(f"intervision:{name}", args=[room.circle.pk])
    foreign = client.get(url)
    Circle.objects.all().delete()
    absent = client.get(url)
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert foreign.content.split(b"csrfmiddlewaretoken")[0] == absent.content.split(b"csrfmiddlewaretoken")[0]


def test_upcoming_is_what_i_have_a_chair_in(room):
    other = make_room(make_method("anders"))
    me = room.peers[0].person
    assert list(upcoming(me)) == [room.session]
    assert list(upcoming(other.bringer.person)) == [other.session]
    assert list(upcoming(UserFactory())) == []
    me.memberships.update(left_at=timezone.now())
    assert list(upcoming(me)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_is_coming_costs_one_query(db, django_assert_num_queries, count):
    room = make_room()
    for _ in range(count - 1):
        session = Session.objects.create(
            circle=room.circle, method=room.session.method, starts_at=timezone.now(), method_snapshot={}
        )
        Seat.objects.create(session=session, person=room.bringer.person, kind=SeatKind.BRINGER)
    with django_assert_num_queries(1):
        found = [(session.circle.name, session.method.title) for session in upcoming(room.bringer.person)]
    assert found == [("Kring Test", "Methode")] * count


def test_the_door_is_open_without_an_account_and_shows_no_session(client, room):
    page = client.get(reverse("intervision:home")).content.decode()
    assert "Meld je aan voor je kring" in page
    assert str(room.session.pk) not in page


def test_health_without_streams_is_well(db):
    found = check()
    assert (found["ok"], found["streams"]) == (True, 0)
