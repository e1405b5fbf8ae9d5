"""Whoever is the only admin of a group reads what happens to it before they go, and that is what happens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people import erasing, rules
from people.exceptions import LastAdmin
from people.handing_over import only_admin_of
from people.models import ErasureRequest, MembershipRole
from tests.factories.people import CircleFactory, MembershipFactory, OrganisationFactory, TeamFactory, UserFactory
from tests.mydata.test_page import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

ADMIN = MembershipRole.ADMIN
ONLY = "Je bent ergens de enige beheerder"
FIRST = "Maak eerst iemand anders beheerder"


@pytest.fixture
def person():
    return UserFactory(first_name="Sara")


def joined(days_ago, name, **where):
    """Somebody who belongs to this group for so many days."""
    since = timezone.now() - timedelta(days=days_ago)
    return MembershipFactory(person__first_name=name, joined_at=since, **where)


def told(person):
    return {
        each.group.name: (each.heir and each.heir.first_name, [one.first_name for one in each.above], each.others)
        for each in only_admin_of(person)
    }


def words(page):
    return " ".join(page.content.decode().split())


def test_what_happens_to_each_group_that_loses_its_only_admin(person):
    house, other = OrganisationFactory(name="Huis"), OrganisationFactory(name="Elders")
    circle, empty, shared = (CircleFactory(name=name) for name in ("Kring", "Leeg", "Gedeeld"))
    team, headless = TeamFactory(name="Team", organisation=other), TeamFactory(name="Los team", organisation=house)
    for where in (
        {"organisation": house},
        {"circle": circle},
        {"circle": empty},
        {"circle": shared},
        {"team": team},
        {"team": headless},
    ):
        MembershipFactory(person=person, role=ADMIN, **where)
    MembershipFactory(person=person, organisation=other)
    joined(3, "Later", circle=circle)
    joined(9, "Langst", circle=circle)
    joined(99, "Gesloten", circle=circle, person__is_active=False, role=ADMIN)
    MembershipFactory(circle=circle, joined_at=timezone.now() - timedelta(days=99), left_at=timezone.now())
    joined(1, "Ook beheerder", circle=shared, role=ADMIN)
    joined(5, "Baas", organisation=other, role=ADMIN)
    joined(5, "Lid", organisation=house)
    assert told(person) == {
        "Huis": (None, [], 1),
        "Kring": ("Langst", [], 2),
        "Leeg": (None, [], 0),
        "Team": (None, ["Baas"], 0),
        "Los team": (None, [], 0),
    }


@pytest.mark.parametrize("groups", [1, 3])
def test_it_asks_once_and_once_more_per_circle(person, groups, django_assert_num_queries):
    for _each in range(groups):
        circle = CircleFactory()
        MembershipFactory(person=person, circle=circle, role=ADMIN)
        MembershipFactory.create_batch(2, circle=circle)
    with django_assert_num_queries({1: 2, 3: 4}[groups]):
        assert len(only_admin_of(person)) == groups


def test_the_page_before_erasing_names_each_group_and_who_takes_over(person, client):
    house, circle = OrganisationFactory(name="Huis Zuid"), CircleFactory(name="Kring Kompas")
    MembershipFactory(person=person, organisation=house, role=ADMIN)
    MembershipFactory(person=person, circle=circle, role=ADMIN)
    joined(9, "Jonas", circle=circle)
    joined(9, "Lid", organisation=house)
    sign_in(client, person)
    page = words(client.get("/nl/mijn/gegevens/wissen/"))
    assert ONLY in page
    assert "Jonas wordt vanzelf beheerder, als langste lid." in page
    assert "niemand kan dan nog iemand uitnodigen of uitschrijven. " + FIRST in page
    assert ONLY not in words(client.get("/nl/mijn/gegevens/"))
    ErasureRequest.objects.create(person=person)
    page = words(client.get("/nl/mijn/gegevens/"))
    assert [name in page for name in (ONLY, "Kring Kompas", "Huis Zuid")] == [True] * 3


def test_what_the_page_says_of_a_circle_is_what_happens(person):
    circle = CircleFactory()
    MembershipFactory(person=person, circle=circle, role=ADMIN)
    joined(99, "Gesloten", circle=circle, person__is_active=False)
    heir = joined(9, "Langst", circle=circle)
    joined(3, "Later", circle=circle)
    (said,) = only_admin_of(person)
    erasing.erase(person=person)
    assert said.heir == heir.person
    assert list(circle.memberships.filter(role=ADMIN).values_list("person", flat=True)) == [heir.person_id]


def test_leaving_as_the_only_admin_says_to_hand_over_and_offers_no_button(person, client):
    circle = CircleFactory()
    own = MembershipFactory(person=person, circle=circle, role=ADMIN)
    other = joined(9, "Jonas", circle=circle)
    client.force_login(person)
    page = words(client.get(f"/nl/mensen/kring/{circle.pk}/"))
    assert (f"{FIRST}, bijvoorbeeld Jonas als langste lid" in page, "Deze groep verlaten" in page) == (True, False)
    with pytest.raises(LastAdmin):
        rules.check_end_membership(person, own)
    other.role = ADMIN
    other.save()
    page = words(client.get(f"/nl/mensen/kring/{circle.pk}/"))
    assert (FIRST in page, "Deze groep verlaten" in page) == (False, True)


@pytest.mark.parametrize(
    ("kind", "make", "column", "said"),
    [
        ("organisatie", OrganisationFactory, "organisation", "Je verlaat dan ook je teams in deze organisatie."),
        ("kring", CircleFactory, "circle", ""),
    ],
)
def test_leaving_as_a_plain_member_says_what_goes_along(person, client, kind, make, column, said):
    group = make()
    MembershipFactory(person=person, **{column: group})
    joined(9, "Baas", role=ADMIN, **{column: group})
    client.force_login(person)
    page = words(client.get(f"/nl/mensen/{kind}/{group.pk}/"))
    assert ("Deze groep verlaten" in page, "Je verlaat dan ook" in page) == (True, bool(said))


def test_who_is_alone_in_a_group_reads_that_nobody_gets_in_any_more(person, client):
    circle = CircleFactory()
    MembershipFactory(person=person, circle=circle, role=ADMIN)
    client.force_login(person)
    assert "Als je weggaat, kan niemand er nog in." in words(client.get(f"/nl/mensen/kring/{circle.pk}/"))
