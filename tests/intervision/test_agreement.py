"""What a circle agreed on: who writes and signs, that a change asks everybody anew, and that nobody is kept out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intervision.actions.agreements import sign, write_agreement
from intervision.agreement import TEMPLATE, Part, standing_of
from intervision.exceptions import NotNow, NotYourPlace, OvertakenByOther
from intervision.models import Agreement, Signature
from intervision.projection import project
from intervision.roomview import Agreed
from people.models import Membership, MembershipRole
from tests.factories.intervision import make_room
from tests.factories.people import MembershipFactory, UserFactory

PARTS = {part.value: f"Wij over {part.value}." for part in Part}


@pytest.fixture
def room(db):
    """A circle that Noor manages."""
    made = make_room()
    Membership.objects.filter(person=made.facilitator.person).update(role=MembershipRole.ADMIN)
    return made


@pytest.fixture
def noor(room):
    return room.facilitator.person


@pytest.fixture
def sam(room):
    return room.bringer.person


def address(room, name):
    return reverse(f"intervision:{name}", args=[room.circle.pk])


def send(client, room, seen=0, **changes):
    return client.post(address(room, "write_agreement"), {"seen": seen, **PARTS, **changes})


def test_who_may_write_and_who_may_sign(room, noor, sam):
    gone = room.peers[1].person
    gone.memberships.update(left_at=timezone.now())
    for person, reason in (
        (sam, "Alleen een beheerder"),
        (gone, "Alleen een beheerder"),
        (UserFactory(), "Alleen een"),
    ):
        with pytest.raises(NotYourPlace) as refused:
            write_agreement(circle=room.circle, by=person, parts=PARTS, seen=0)
        assert refused.value.reason.startswith(reason)
    with pytest.raises(NotNow):
        sign(circle=room.circle, by=sam, seen=1)
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    for person in (gone, UserFactory()):
        with pytest.raises(NotYourPlace):
            sign(circle=room.circle, by=person, seen=1)
    for _ in range(2):
        sign(circle=room.circle, by=sam, seen=1)
    assert list(Signature.objects.values_list("person", "agreement__version")) == [(sam.pk, 1)]


def test_a_change_asks_everybody_anew_and_the_page_says_who_signed_which(client, room, noor, sam):
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    for person in (noor, sam):
        sign(circle=room.circle, by=person, seen=1)
    same = write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=1)
    assert (same.version, Agreement.objects.count()) == (1, 1)
    write_agreement(circle=room.circle, by=noor, parts={**PARTS, "leaving": "Weggaan mag altijd."}, seen=1)
    sign(circle=room.circle, by=sam, seen=2)
    standing = standing_of(room.circle)
    signed = [(each.person.first_name, each.version, each.is_current) for each in standing.members]
    assert signed == [("Noor", 1, False), ("Peer1", 0, False), ("Peer2", 0, False), ("Sam", 2, True)]
    assert ([each.number for each in standing.earlier], standing.is_signed_by_all) == ([1], False)
    client.force_login(room.peers[0].person)
    html = client.get(address(room, "agreement")).content.decode()
    for said in ("versie 1; deze nog niet", "nog niet", "Weggaan mag altijd.", "Wij over leaving.", "Ik teken deze"):
        assert said in html
    assert "Wijzig de afspraken" not in html


def test_nothing_readable_stands_in_the_database(room, noor):
    made = write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    assert b"Wij over" not in bytes(Agreement.objects.get(pk=made.pk).sealed)


def test_two_who_write_at_once_make_one_version_and_lose_nothing(client, room, noor):
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    client.force_login(noor)
    late = send(client, room, seen=0, duration="Om de twee weken.")
    html = late.content.decode()
    assert (late.status_code, Agreement.objects.count()) == (409, 1)
    assert ("Om de twee weken." in html, "Wij over duration." in html) == (True, True)
    again = send(client, room, seen=int(late.context["form"]["seen"].value()), duration="Om de twee weken.")
    assert (again.status_code, standing_of(room.circle).current.number) == (302, 2)


def test_who_read_an_old_version_signs_nothing_and_hears_why(client, room, noor, sam):
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    write_agreement(circle=room.circle, by=noor, parts={**PARTS, "duration": "Anders."}, seen=1)
    client.force_login(sam)
    answer = client.post(address(room, "sign_agreement"), {"seen": 1})
    assert (answer.status_code, "De afspraken zijn net veranderd" in answer.content.decode()) == (409, True)
    with pytest.raises(OvertakenByOther):
        sign(circle=room.circle, by=sam, seen=1)
    assert client.post(address(room, "sign_agreement"), {"seen": "x"}).status_code == 400
    assert Signature.objects.count() == 0
    assert client.post(address(room, "sign_agreement"), {"seen": 2}).status_code == 302
    assert "Je handtekening staat onder de afspraken." in client.get(address(room, "agreement")).content.decode()


def test_the_first_version_begins_from_a_text_that_can_be_changed(client, room, noor):
    client.force_login(noor)
    form = client.get(address(room, "write_agreement")).context["form"]
    assert {part: form[part.value].value() for part in Part} == TEMPLATE
    empty = send(client, room, leaving="")
    assert (empty.status_code, Agreement.objects.count()) == (422, 0)
    assert "Wij over duration." in empty.content.decode()
    assert send(client, room, duration="x" * 2001).status_code == 422
    assert send(client, room).status_code == 302


def test_a_plain_member_is_told_who_may_write(client, room, sam):
    client.force_login(sam)
    for answer in (client.get(address(room, "write_agreement")), send(client, room)):
        assert answer.status_code == 403
        assert "Alleen een beheerder van de kring wijzigt de afspraken." in answer.content.decode()
    assert Agreement.objects.count() == 0


def test_for_somebody_else_there_is_no_agreement(client, room, noor):
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    client.force_login(UserFactory())
    assert client.get(address(room, "agreement")).status_code == 404
    assert client.get(address(room, "write_agreement")).status_code == 404
    assert client.post(address(room, "sign_agreement"), {"seen": 1}).status_code == 404


def test_the_room_says_it_calmly_and_keeps_nobody_out(client, room, noor, sam):
    client.force_login(sam)
    place = room.session.get_absolute_url()
    assert "Deze kring schreef nog geen afspraken op." in client.get(place).content.decode()
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    page = client.get(place)
    assert (page.status_code, "Je kan gewoon meedoen." in page.content.decode()) == (200, True)
    assert project(room.fresh(), room.beamer()).agreement is Agreed.SIGNED
    home = client.get(reverse("intervision:home")).content.decode()
    assert "Lees en teken de afspraken" in home
    sign(circle=room.circle, by=sam, seen=1)
    assert "afspraken" not in client.get(place).content.decode()
    assert "Lees en teken de afspraken" not in client.get(reverse("intervision:home")).content.decode()
    room.go_to(1)
    assert project(room.fresh(), room.peers[0]).agreement is Agreed.SIGNED  # it asks before the start only


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_three_queries(db, django_assert_num_queries, count):
    room = make_room(peers=count)
    Membership.objects.filter(person=room.facilitator.person).update(role=MembershipRole.ADMIN)
    for version in range(count):
        parts = {**PARTS, "duration": f"Versie {version}."}
        write_agreement(circle=room.circle, by=room.facilitator.person, parts=parts, seen=version)
    with django_assert_num_queries(3):
        standing = standing_of(room.circle)
    assert (len(standing.earlier), len(standing.members)) == (count - 1, count + 2)


def test_who_left_is_no_longer_named_and_who_came_has_to_sign(room, noor, sam):
    write_agreement(circle=room.circle, by=noor, parts=PARTS, seen=0)
    sign(circle=room.circle, by=sam, seen=1)
    sam.memberships.update(left_at=timezone.now())
    MembershipFactory(person=UserFactory(first_name="Ama"), circle=room.circle)
    signed = [(each.person.first_name, each.is_current) for each in standing_of(room.circle).members]
    assert signed == [("Ama", False), ("Noor", False), ("Peer1", False), ("Peer2", False)]
