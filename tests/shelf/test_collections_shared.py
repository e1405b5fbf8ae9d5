"""Who reads what of a collection, and who changes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.actions.groups import leave
from people.models import Membership, MembershipRole, Role, User
from people.models.audience import of_group, public
from shelf.models import Collection, CollectionItem
from tests.factories.people import CircleFactory, MembershipFactory, RoleGrantFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice
from tests.shelf.collecting import LIST, PUT, made, read_as, reasons, shown, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def person(client, team):
    person = MembershipFactory(team=team).person
    client.force_login(person)
    return person


def test_the_team_reads_what_each_may_see_and_its_owner_is_told_of_the_rest(client, person, team):
    mate = MembershipFactory(team=team).person
    open_to_all = make_practice("open", title="Voor iedereen")
    circle = CircleFactory()
    MembershipFactory(circle=circle, person=person)
    of_circle = make_practice("kanarie", title="Kanarie van de kring", audience=of_group(circle))
    gone = make_practice("weg", title="Kanarie die verdween")
    row = made(person, open_to_all, of_circle, gone, group=team)
    gone.unpublish()
    theirs = read_as(client, mate, row)
    assert (shown(theirs), reasons(theirs)) == (["Voor iedereen"], ["Waarom open"])
    assert [word in theirs.content.decode() for word in ("Kanarie", "kanarie", "Waarom weg")] == [False] * 3
    assert soup(theirs).select("main form, main a.button") == []
    mine = read_as(client, person, row)
    assert shown(mine) == [
        "Voor iedereen", "Kanarie van de kring", "Dit stuk is er niet meer, of je mag het niet meer zien",
    ]  # fmt: skip
    assert reasons(mine) == ["Waarom open", "Waarom kanarie", "Waarom weg"]


READERS = {
    "the owner": (200, 200),
    "a team mate": (404, 200),
    "somebody of the circle": (404, 404),
    "an admin of the organisation": (404, 404),
    "somebody who left the team": (404, 404),
    "a stranger": (404, 404),
    "an editor": (404, 404),
    "a superuser": (404, 404),
}


@pytest.mark.parametrize("who", READERS)
def test_who_reads_what_is_for_the_owner_and_what_is_for_the_team(client, person, team, who):
    reader = {
        "the owner": lambda: person,
        "a team mate": lambda: MembershipFactory(team=team).person,
        "somebody of the circle": lambda: MembershipFactory(circle=CircleFactory()).person,
        "an admin of the organisation": lambda: (
            MembershipFactory(organisation=team.organisation, role=MembershipRole.ADMIN).person
        ),
        "somebody who left the team": lambda: (
            MembershipFactory(
                team=team, joined_at=timezone.now() - timedelta(days=9), left_at=timezone.now() - timedelta(days=1)
            ).person
        ),
        "a stranger": UserFactory,
        "an editor": lambda: RoleGrantFactory(role=Role.EDITOR).person,
        "a superuser": lambda: UserFactory(is_superuser=True),
    }[who]()
    page = make_practice("tolk")
    own, shared = made(person, page), made(person, page, group=team, title="Van het team")
    assert (read_as(client, reader, own).status_code, read_as(client, reader, shared).status_code) == READERS[who]
    listed = client.get(LIST).content.decode()
    assert ("Van het team" in listed) == (READERS[who][1] == 200)


def test_who_leaves_the_team_takes_their_collections_along(client, person, team):
    MembershipFactory(team=team, role=MembershipRole.ADMIN)
    mate = MembershipFactory(team=team).person
    row = made(person, make_practice("tolk"), group=team)
    assert read_as(client, mate, row).status_code == 200
    leave(membership=Membership.objects.get(person=person), by=person)
    assert read_as(client, mate, row).status_code == 404
    page = read_as(client, User.objects.get(pk=person.pk), row)
    assert (page.status_code, team.name in page.content.decode()) == (200, False)


def test_what_stands_for_everybody_by_mistake_is_still_seen_by_its_owner_alone(client, person):
    row = made(person, make_practice("tolk"))
    Collection.objects.update(audience=public())
    assert read_as(client, UserFactory(), row).status_code == 404
    assert read_as(client, person, row).status_code == 200


def test_a_closed_account_shares_nothing(client, person, team):
    row = made(person, make_practice("tolk"), group=team)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert read_as(client, MembershipFactory(team=team).person, row).status_code == 404


@pytest.mark.parametrize("who", ["a team mate", "a stranger"])
def test_nobody_else_changes_anything(client, person, team, who):
    row = made(person, make_practice("tolk"), group=team)
    item = row.items.get()
    other = MembershipFactory(team=team).person if who == "a team mate" else UserFactory()
    client.force_login(other)
    before = [list(model.objects.values()) for model in (Collection, CollectionItem)]
    sent = {"title": "Van mij", "audience": "ik", "why": "Van mij", "version": 1, "richting": "omlaag"}
    refused = 403 if who == "a team mate" else 404
    for way, status in (("aanpassen", refused), ("weg", refused), ("terug", 404), ("wis", 404)):
        assert client.post(f"{LIST}{row.pk}/{way}/", sent).status_code == status
    for way in ("waarom", "plaats", "weg", "terug"):
        assert client.post(f"{LIST}stuk/{item.pk}/{way}/", sent).status_code == 404
    assert client.post(PUT, {"wat": item.thing, "collection": str(row.pk)}).status_code == 422
    assert [list(model.objects.values()) for model in (Collection, CollectionItem)] == before
