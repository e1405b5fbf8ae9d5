"""Whose turn it is: who did so longest ago, from the circle's own chairs, and never a number."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from intervision.enums import SeatKind
from intervision.models import Seat, Session
from intervision.rotation import Rotation
from tests.factories.intervision import make_room
from tests.factories.people import UserFactory

THEN = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


@pytest.fixture
def room(db):
    """Noor facilitated and Sam brought in; the peers did neither yet."""
    return make_room()


def held(room, at, **chairs):
    session = Session.objects.create(circle=room.circle, method=room.session.method, starts_at=at, method_snapshot={})
    for kind, person in chairs.items():
        Seat.objects.create(session=session, person=person, kind=kind)


def names(circle):
    return [(each.person.first_name, each.last) if each else None for each in Rotation.of(circle).propose()]


def test_who_never_did_comes_first_the_longest_member_before_the_others(room):
    noor, sam = room.facilitator.person, room.bringer.person
    first, second = (seat.person for seat in room.peers)
    assert names(room.circle) == [("Sam", None), ("Noor", None)]
    held(room, THEN, facilitator=sam, bringer=noor)
    assert names(room.circle) == [("Peer1", None), ("Peer2", None)]
    held(room, THEN.replace(month=4), facilitator=first, bringer=second)
    assert names(room.circle) == [("Peer2", None), ("Peer1", None)]


def test_after_that_who_did_so_longest_ago(room):
    noor, sam = room.facilitator.person, room.bringer.person
    first, second = (seat.person for seat in room.peers)
    Session.objects.filter(pk=room.session.pk).update(starts_at=THEN)
    held(room, THEN.replace(month=4), facilitator=sam, bringer=first)
    held(room, THEN.replace(month=5), facilitator=first, bringer=second)
    held(room, THEN.replace(month=6), facilitator=second, bringer=noor)
    assert names(room.circle) == [("Noor", THEN), ("Sam", THEN)]
    held(room, THEN.replace(month=7), facilitator=noor, bringer=sam)
    assert names(room.circle) == [("Sam", THEN.replace(month=4)), ("Peer1", THEN.replace(month=4))]


def test_who_left_has_no_turn_and_other_circles_do_not_count(room):
    room.bringer.person.memberships.update(left_at=timezone.now())
    make_room()
    held(room, THEN, facilitator=UserFactory())
    assert names(room.circle) == [("Peer1", None), ("Noor", None)]
    room.circle.memberships.update(left_at=timezone.now())
    assert names(room.circle) == [None, None]


def test_a_plan_reckons_with_itself(room):
    rotation, found = Rotation.of(room.circle), []
    for month in (1, 2, 3, 4):
        facilitator, bringer = rotation.propose()
        found.append((facilitator.person.first_name, bringer.person.first_name))
        at = datetime(2027, month, 5, tzinfo=UTC)
        rotation.took(SeatKind.FACILITATOR, facilitator.person, at)
        rotation.took(SeatKind.BRINGER, bringer.person, at)
    assert found == [("Sam", "Noor"), ("Peer1", "Peer2"), ("Peer2", "Peer1"), ("Noor", "Sam")]


@pytest.mark.parametrize("peers", [1, 3])
def test_it_costs_two_queries(db, django_assert_num_queries, peers):
    room = make_room(peers=peers)
    with django_assert_num_queries(2):
        Rotation.of(room.circle).propose()


def test_the_circle_and_the_planning_propose_and_leave_the_choice_open(client, room):
    client.force_login(room.peers[0].person)
    html = client.get(reverse("intervision:circle", args=[room.circle.pk])).content.decode()
    assert ("Begeleidt de volgende keer" in html, "deed het hier nog niet" in html) == (True, True)
    form = client.get(reverse("intervision:plan", args=[room.circle.pk])).context["form"]
    sam, noor = room.bringer.person, room.facilitator.person
    assert (form.initial["facilitator"], form.initial["bringer"]) == (sam.pk, noor.pk)
    assert "Sam staat er als voorstel" in form["facilitator"].help_text
    assert list(form.fields["facilitator"].queryset) == list(form.fields["bringer"].queryset)
