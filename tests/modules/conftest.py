"""A module with a unit of every kind of block, and people around it."""

import pytest

from tests.factories.modules import block, module, unit
from tests.factories.people import UserFactory

SCRIPT = "Ze knikt.\n\n- Je wacht :: Ze zoekt een blad.\n  - Je vraagt ernaar :: Ze leest voor.\n- Je stopt :: Ze gaat."


@pytest.fixture
def person(db):
    return UserFactory(first_name="Amal")


@pytest.fixture
def other(db):
    return UserFactory(first_name="Bo")


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def vertragen(tree):
    """Three units: reading and writing, talking, doing."""
    return module(
        unit("Kijken", block("text", "Eerst", text="Lees *rustig*."), block("writing", "Gezien", text="Wat zag je?")),
        unit("Praten", block("conversation", "Ze knikt", script=SCRIPT), minutes=10, form="duo"),
        unit(
            "Doen", block("practice_task", "Tien minuten", text="Plan langer."), block("do_step", "Klein", text="Kies.")
        ),
        title="Vertragen",
        slug="vertragen",
    )
