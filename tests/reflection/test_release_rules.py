"""Who opens a release, as a table; and for whom one can be made."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from people import actions
from people.actions.roles import place_role
from people.models import MembershipRole, Role
from people.models.audience import PUBLIC_ID, members, public
from reflection.actions.releases import revoke
from reflection.models import Release
from reflection.rules import (
    NobodyChosen,
    NotForYou,
    NotThatLong,
    NotYourGroup,
    NotYours,
    can_open,
    can_release,
    can_revoke,
    check_audience,
    check_open,
    check_release,
    check_revoke,
    check_until,
)
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory
from tests.factories.releases import prepared, released, written

pytestmark = pytest.mark.django_db

WHO = (
    "owner", "peer", "named", "former", "newcomer", "returned", "other team", "circle only", "facilitator",
    "organisation admin", "trainer", "editor", "superuser", "closed account", "stranger", "anonymous",
)  # fmt: skip
OPENS = {
    "team": {"owner", "peer"},
    "circle": {"owner", "facilitator", "circle only"},
    "organisation": {"owner", "peer", "named", "other team", "facilitator", "organisation admin"},
    "people": {"owner", "named", "facilitator"},
}


@pytest.fixture
def ground(django_user_model):
    """Somebody in every relation to the owner, before anything is released."""
    organisation, circle = OrganisationFactory(name="Dienst Noord"), CircleFactory(name="Kring Noord")
    team, other = (TeamFactory(organisation=organisation) for _team in range(2))
    people = {name: UserFactory(is_superuser=name == "superuser") for name in WHO if name != "anonymous"}
    people["anonymous"] = AnonymousUser()
    belongs = {
        organisation: ("owner", "peer", "named", "other team", "facilitator"),
        team: ("owner", "peer", "former", "returned", "closed account"),
        other: ("other team",),
        circle: ("owner", "facilitator", "circle only"),
    }
    for group, names in belongs.items():
        for name in names:
            actions.join(person=people[name], group=group)
    actions.join(person=people["organisation admin"], group=organisation, role=MembershipRole.ADMIN)
    for name, role in (("facilitator", Role.FACILITATOR), ("trainer", Role.TRAINER), ("editor", Role.EDITOR)):
        place_role(person=people[name], role=role)
    return people, {"organisation": organisation, "team": team, "circle": circle}


def end_and_begin(people, groups):
    """After the release: some leave, some join, an account closes."""
    for name in ("former", "returned"):
        actions.leave(membership=people[name].memberships.get(team=groups["team"]), by=people[name])
    for name in ("newcomer", "returned"):
        actions.join(person=people[name], group=groups["team"])
    people["closed account"].is_active = False
    people["closed account"].save()


@pytest.mark.parametrize("audience", OPENS)
def test_exactly_these_people_open_it(ground, audience):
    people, groups = ground
    to = groups.get(audience) or [people["named"], people["facilitator"]]
    made = released(written(people["owner"]), to)
    end_and_begin(people, groups)
    fresh = {name: type(person).objects.get(pk=person.pk) if person.pk else person for name, person in people.items()}
    assert {name for name in WHO if can_open(fresh[name], made)} == OPENS[audience]
    assert {name for name in WHO if Release.objects.visible_to(fresh[name]).exists()} == OPENS[audience] - {"owner"}
    for name in set(WHO) - OPENS[audience]:
        with pytest.raises(NotForYou, match="niet met jou gedeeld, of niet meer"):
            check_open(fresh[name], made)


def again(person):
    """The same person in a next request."""
    return type(person).objects.get(pk=person.pk)


def test_what_was_only_prepared_opens_for_its_owner_alone(ground):
    people, groups = ground
    made = prepared(written(people["owner"]), groups["team"])
    assert {name for name in WHO if can_open(people[name], made)} == {"owner"}


def leave_team(people, groups, name):
    actions.leave(membership=people[name].memberships.get(team=groups["team"]), by=people[name])


def leave_everything(people, name):
    for membership in people[name].memberships.current():
        actions.leave(membership=membership, by=people[name])


ENDS = {
    "reader leaves the team": lambda people, groups, _made: leave_team(people, groups, "peer"),
    "owner leaves the team": lambda people, groups, _made: leave_team(people, groups, "owner"),
    "owner's account closes": lambda people, _groups, _made: (
        type(people["owner"]).objects.filter(pk=people["owner"].pk).update(is_active=False)
    ),
    "revoked": lambda people, _groups, made: revoke(release=made, by=people["owner"]),
}


@pytest.mark.parametrize("what", ENDS)
def test_it_ends_at_once(ground, what):
    people, groups = ground
    made = released(written(people["owner"]), groups["team"])
    assert can_open(again(people["peer"]), made)
    ENDS[what](people, groups, made)
    assert not can_open(again(people["peer"]), again(made))


def test_a_named_person_who_shares_no_group_any_more_reads_nothing(ground):
    people, _groups = ground
    made = released(written(people["owner"]), [people["named"]])
    assert can_open(again(people["named"]), made)
    leave_everything(people, "named")
    assert not can_open(again(people["named"]), made)


def test_last_day_counts_whole(ground):
    people, groups = ground
    with time_machine.travel("2027-11-02T10:00:00+01:00", tick=False):
        made = released(written(people["owner"]), groups["team"], days=3)
    for moment, opens in (("2027-11-05T23:59:00+01:00", True), ("2027-11-06T00:01:00+01:00", False)):
        with time_machine.travel(moment, tick=False):
            assert (moment, can_open(again(people["peer"]), made)) == (moment, opens)


@pytest.mark.parametrize(
    ("key", "named", "raised"),
    [
        ("team", (), None),
        ("circle", (), None),
        ("organisation", (), None),
        ("mensen", ("named",), None),
        ("mensen", ("peer", "circle only"), None),
        ("mensen", (), NobodyChosen),
        ("", (), NobodyChosen),
        ("team", ("peer",), NobodyChosen),
        ("foreign team", (), NotYourGroup),
        ("iedereen", (), NotYourGroup),
        (str(PUBLIC_ID), (), NotYourGroup),
        ("mensen", ("stranger",), NotYourGroup),
        ("mensen", ("peer", "stranger"), NotYourGroup),
        ("mensen", ("owner",), NotYourGroup),
        ("mensen", ("trainer",), NotYourGroup),
        ("mensen", ("superuser",), NotYourGroup),
    ],
)
def test_audience_that_can_be_chosen(ground, key, named, raised):
    people, groups = ground
    words = {"team": "team", "circle": "kring", "organisation": "organisatie"}
    if key in groups:
        key = f"{words[key]}-{groups[key].pk}"
    elif key == "foreign team":
        key = f"team-{TeamFactory().pk}"
    chosen = [people[name].public_id for name in named]
    if raised is None:
        assert check_audience(people["owner"], key, chosen)().pk is not None
        return
    with pytest.raises(raised):
        check_audience(people["owner"], key, chosen)


@pytest.mark.parametrize("audience", [public(), members()], ids=["public", "members"])
def test_database_refuses_a_release_for_everybody(ground, audience):
    people, groups = ground
    made = prepared(written(people["owner"]), groups["team"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=made.pk).update(audience=audience)


@pytest.mark.parametrize("passage", [(None, 3), (3, None), (3, 3), (5, 3)])
def test_database_refuses_half_a_passage(ground, passage):
    people, groups = ground
    made = prepared(written(people["owner"]), groups["team"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=made.pk).update(start=passage[0], end=passage[1])


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (366, True), (367, False)])
def test_last_day_lies_between_today_and_a_year(days, allowed):
    until = timezone.localdate() + timedelta(days=days)
    if allowed:
        assert check_until(until) is None
        return
    with pytest.raises(NotThatLong):
        check_until(until)


def test_only_the_owner_releases_and_stops(ground):
    people, groups = ground
    made = prepared(written(people["owner"]), groups["team"])
    assert {name for name in WHO if can_release(people[name], made)} == {"owner"}
    assert {name for name in WHO if can_revoke(people[name], made)} == {"owner"}
    for check in (check_release, check_revoke):
        with pytest.raises(NotYours, match="Alleen wie"):
            check(people["superuser"], made)


def test_group_left_between_preview_and_release_is_refused(ground):
    people, groups = ground
    to_team, to_named = prepared(written(people["owner"]), groups["team"]), None
    to_named = prepared(written(people["owner"]), [people["named"]])
    leave_everything(people, "owner")
    for made in (to_team, to_named):
        with pytest.raises(NotYourGroup, match="Kies opnieuw"):
            check_release(again(people["owner"]), made)
