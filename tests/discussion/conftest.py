"""A registered kind of thing, people, and a thing to talk about."""

import pytest

from discussion import registry
from pages.models import StandardPage
from people.models import Role
from tests.factories.discussion import KIND, make_thing
from tests.factories.people import MembershipFactory, RoleGrantFactory, TeamFactory, UserFactory


@pytest.fixture(autouse=True)
def _discussable():
    """Standard pages can be talked about in these tests, and only these kinds exist."""
    before = dict(registry._by_kind)
    registry._by_kind.clear()
    registry.register_discussable(kind=KIND, model=StandardPage, label="proefstuk")
    yield
    registry._by_kind.clear()
    registry._by_kind.update(before)


@pytest.fixture
def thing(tree):
    return make_thing()


@pytest.fixture
def writer(db):
    return UserFactory(first_name="Wout")


@pytest.fixture
def reader(db):
    return UserFactory(first_name="Rania")


@pytest.fixture
def editor(db):
    return RoleGrantFactory(role=Role.EDITOR).person


@pytest.fixture
def team_noord(writer):
    team = TeamFactory(name="Team Noord")
    MembershipFactory(person=writer, team=team)
    return team
