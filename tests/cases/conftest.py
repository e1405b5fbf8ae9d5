"""Who takes part in the reading of a case."""

import pytest

from people.actions.roles import place_role
from people.models import Role
from tests.factories.people import UserFactory


def person_with(*roles):
    person = UserFactory()
    for role in roles:
        place_role(person=person, role=role)
    return type(person).objects.get(pk=person.pk)


@pytest.fixture
def people(tree):
    return {
        "writer": person_with(Role.TRAINER),
        "other trainer": person_with(Role.TRAINER),
        "editor": person_with(Role.EDITOR),
        "experience": person_with(Role.EXPERIENCE_REVIEWER),
        "both": person_with(Role.EDITOR, Role.EXPERIENCE_REVIEWER),
        "professional": person_with(),
    }
