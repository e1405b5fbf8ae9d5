"""Each result says through what it was found, when the word itself is not in it; and that can be switched off."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]


@pytest.fixture(autouse=True)
def _library(tree):
    call_command("import_thesaurus", verbosity=0)
    call_command("import_search_forms", verbosity=0)
    make_practice("letterlijk", title="Pleegzorg in de straat")
    make_practice("samen", title="Uren", occasion="De pleegzorgbegeleiding komt op zaterdag.")
    make_practice("kindtolk", title="Aan tafel", concepts=["thema.kindtolken"])
    call_command("index_search", rebuild=True, verbosity=0)


def ask(client, words, **more):
    return BeautifulSoup(client.get("/nl/zoeken/", {"q": words, **more}).content, "html.parser")


def reasons(soup):
    return {
        hit.select_one(".hit__title a").get_text(): [
            one.get_text(" ", strip=True) for one in hit.select(".hit__reason")
        ]
        for hit in soup.select(".hit")
    }


def test_a_result_says_what_led_to_it_and_the_words_alone_can_be_asked_for(client):
    soup = ask(client, "pleegzorg")
    assert reasons(soup) == {"Pleegzorg in de straat": [], "Uren": ["samenstelling pleegzorgbegeleiding"]}
    [link] = soup.select(".hit__via a")
    literal = BeautifulSoup(client.get("/nl/zoeken/" + link["href"]).content, "html.parser")
    assert reasons(literal) == {"Pleegzorg in de straat": []}
    assert "?q=pleegzorg" in [link["href"] for link in literal.select(".search-line a")]
    assert reasons(ask(client, "dochter vertaalt"))["Aan tafel"] == ["begrip Kinderen die tolken"]
    assert reasons(ask(client, "pleegzorgg"))["Pleegzorg in de straat"] == ["tikfout pleegzorg"]
    assert reasons(ask(client, "pleegzorgg", letterlijk="ja")) == {}


def test_a_word_that_is_never_repeated_gives_no_reason(client):
    make_practice("beeld", title="Hoe we kijken", occasion="Het krapuulwoord stond er.", concepts=["mech.beeld"])
    call_command("index_search", rebuild=True, verbosity=0)
    soup = ask(client, "krapuul")
    assert reasons(soup) == {"Hoe we kijken": ["begrip Beeldvorming"]}
