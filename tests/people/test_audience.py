"""Who is in which audience: one table, every kind, with people who are just outside."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people.models import MEMBERS_ID, PUBLIC_ID
from people.models.audience import audience_ids_of, of_group, of_owner, of_people
from tests.factories.people import CircleFactory, MembershipFactory, OrganisationFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_anonymous_is_in_public_only_and_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert audience_ids_of(AnonymousUser()) == {PUBLIC_ID}


def test_deactivated_account_is_in_public_only():
    person = UserFactory(is_active=False)
    of_owner(person)
    assert audience_ids_of(person) == {PUBLIC_ID}


def test_person_is_in_their_own_audiences_and_no_others(django_assert_num_queries):
    person, other = UserFactory(), UserFactory()
    organisation, team, circle = OrganisationFactory(), TeamFactory(), CircleFactory()
    for group in ({"organisation": organisation}, {"team": team}, {"circle": circle}):
        MembershipFactory(person=person, **group)
        MembershipFactory(
            person=other,
            **{
                key: type(value)._meta.model.objects.create(
                    name="elders", **({"organisation": organisation} if key == "team" else {})
                )
                for key, value in group.items()
            },
        )
    mine = [of_group(organisation), of_group(team), of_group(circle), of_owner(person), of_people([person, other])]
    of_owner(other)
    of_people([other])
    with django_assert_num_queries(1):
        assert audience_ids_of(person) == {PUBLIC_ID, MEMBERS_ID, *(audience.pk for audience in mine)}


@pytest.mark.parametrize(
    ("joined", "left", "inside"),
    [
        (timedelta(days=-2), None, True),
        (timedelta(days=-2), timedelta(days=1), True),
        (timedelta(days=-2), timedelta(days=-1), False),
        (timedelta(days=1), None, False),
    ],
    ids=["current", "leaves tomorrow", "left yesterday", "joins tomorrow"],
)
def test_membership_counts_only_while_it_lasts(joined, left, inside):
    now = timezone.now()
    team = TeamFactory()
    membership = MembershipFactory(team=team, joined_at=now + joined, left_at=now + left if left else None)
    assert (of_group(team).pk in audience_ids_of(membership.person)) is inside
