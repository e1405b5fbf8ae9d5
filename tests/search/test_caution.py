"""What is advised against says so in a result and in a collection, whatever its excerpt is about."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from people.models.audience import of_owner
from search.things import things
from tests.factories.people import UserFactory
from tests.factories.practices import make_practice

STORY = " ".join(f"Zeepaardjes zwommen op dag {day} mee naar het overleg." for day in range(30))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


def test_a_result_says_it_beside_any_excerpt(client):
    make_practice("goed", occasion=STORY)
    make_practice("afgeraden", occasion=STORY, discouraged_because="Het woog te zwaar.")
    call_command("index_search", rebuild=True, verbosity=0)
    soup = BeautifulSoup(client.get("/nl/zoeken/?q=zeepaardjes").content, "html.parser")
    said = {
        hit.h3.get_text(strip=True): [one.get_text() for one in hit.select(".hit__caution")]
        for hit in soup.select(".hit")
    }
    assert said == {"Goed": [], "Afgeraden": ["Niet (meer) aanbevolen."]}


def test_a_line_of_a_list_says_it_too():
    good = make_practice("goed")
    bad = make_practice("afgeraden", discouraged_because="Het woog te zwaar.")
    hidden = make_practice("geheim", discouraged_because="Het woog te zwaar.", audience=of_owner(UserFactory()))
    found = things([f"praktijk:{page.pk}" for page in (good, bad, hidden)], UserFactory())
    assert {thing.title: thing.caution for thing in found.values()} == {
        "Goed": "",
        "Afgeraden": "Niet (meer) aanbevolen.",
    }
