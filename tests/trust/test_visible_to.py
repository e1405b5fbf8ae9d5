"""In any organisation that can be drawn, the query gives exactly the objects that the rule in words gives."""

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from discussion.models import Post, Thread
from people.models import AudienceKind, Membership, User
from people.models.audience import members, of_group, of_owner, of_people, public
from tests.factories.discussion import PostFactory
from tests.factories.people import CircleFactory, OrganisationFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WHEN = {"now": (-HOUR, None), "ended": (-2 * HOUR, -HOUR), "ending": (-HOUR, HOUR), "later": (HOUR, None)}
BELONGS = {"now", "ending"}
PEOPLE, GROUPS = 3, 5

graphs = st.fixed_dictionaries(
    {
        "active": st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE),
        "superuser": st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE),
        "belongs": st.dictionaries(
            st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, GROUPS - 1)), st.sampled_from(sorted(WHEN)), max_size=9
        ),
        "named": st.sets(st.integers(0, PEOPLE - 1)),
    }
)


@pytest.fixture
def ground(db):
    """People and groups; a thread with one post for every audience there is."""
    organisation = OrganisationFactory()
    groups = [
        organisation, OrganisationFactory(), TeamFactory(organisation=organisation), CircleFactory(), CircleFactory(),
    ]  # fmt: skip
    people = [UserFactory() for _person in range(PEOPLE)]
    audiences = {"public": public(), "members": members(), "named": of_people([])}
    audiences |= {("group", number): of_group(group) for number, group in enumerate(groups)}
    audiences |= {("owner", number): of_owner(person) for number, person in enumerate(people)}
    threads = {
        key: Thread.objects.create(kind="proef", object_id=str(number), audience=audience)
        for number, (key, audience) in enumerate(audiences.items())
    }
    for thread in threads.values():
        PostFactory(thread=thread)
    return groups, people, audiences, threads


def may_see(graph, person, key):
    """The rule in words: nobody who is not active sees more than what is public, whoever they are."""
    if key == "public":
        return True
    if person is None or not graph["active"][person]:
        return False
    if key == "members":
        return True
    if key == "named":
        return person in graph["named"]
    kind, number = key
    return number == person if kind == "owner" else graph["belongs"].get((person, number)) in BELONGS


def draw(graph, groups, people, audiences):
    """Make the drawn graph in the database."""
    for number, person in enumerate(people):
        active, superuser = graph["active"][number], graph["superuser"][number]
        User.objects.filter(pk=person.pk).update(is_active=active, is_superuser=superuser)
    now = timezone.now()
    for (person, group), when in graph["belongs"].items():
        begins, ends = WHEN[when]
        column = type(groups[group]).__name__.lower()
        Membership.objects.create(
            person=people[person], joined_at=now + begins, left_at=ends and now + ends, **{column: groups[group]}
        )
    audiences["named"].people.set([people[number] for number in graph["named"]])


def test_query_and_rule_agree_in_every_graph(ground):
    groups, people, audiences, threads = ground
    keys = {thread.pk: key for key, thread in threads.items()}

    @settings(max_examples=100, database=None)
    @given(graph=graphs)
    def agree(graph):
        with transaction.atomic():
            draw(graph, groups, people, audiences)
            for number in (None, *range(PEOPLE)):
                user = AnonymousUser() if number is None else User.objects.get(pk=people[number].pk)
                expected = {key for key in threads if may_see(graph, number, key)}
                assert {keys[pk] for pk in Thread.objects.visible_to(user).values_list("pk", flat=True)} == expected
                assert {keys[pk] for pk in Post.objects.visible_to(user).values_list("thread", flat=True)} == expected
                assert {key for key, thread in threads.items() if thread.is_visible_to(user)} == expected
            transaction.set_rollback(True)

    agree()


def test_every_kind_of_audience_is_in_the_graphs(ground):
    """The graphs leave no kind out, or the agreement above says less than it seems."""
    _groups, _people, audiences, _threads = ground
    kinds = {audience.kind for audience in audiences.values()}
    assert kinds == set(itertools.chain(AudienceKind.values))
