"""What a page says about its languages: to search engines, and in the footer to who reads no Dutch."""

import pytest
from bs4 import BeautifulSoup

from pages.models import HomePage, StandardPage
from people.models.audience import members, public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]


def text_page(title, slug, *, language="nl", audience=None, twin=None):
    home = HomePage.objects.get(locale__language_code=language)
    page = StandardPage(title=title, slug=slug, audience=audience or public(), locale=home.locale)
    if twin is not None:
        page.translation_key = twin.translation_key
    return home.add_child(instance=page)


def alternates(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {link["hreflang"]: link["href"] for link in soup.head.select('link[rel="alternate"]')}


def footer(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    links = soup.select("footer nav li")
    return [
        (item.a["href"], item.a.get("lang"), item.a.get("hreflang"), " ".join(item.stripped_strings)) for item in links
    ]


def test_a_page_names_the_languages_it_stands_in_and_no_other(client):
    page = text_page("Handvest", "handvest")
    text_page("Charte", "charte", language="fr", twin=page)
    text_page("Charter", "charter", language="en", twin=page, audience=members())
    named = {"nl": "http://testserver/nl/handvest/", "fr": "http://testserver/fr/charte/"}
    assert alternates(client, "/nl/handvest/") == named
    assert alternates(client, "/fr/charte/") == named


def test_a_page_that_is_not_there_names_no_languages(client):
    assert alternates(client, "/fr/er-is-niets/") == {}


@pytest.mark.parametrize("address", ["", "casussen/", "stijlgids/"])
def test_a_page_that_every_language_has_names_them_all(client, address):
    named = {code: f"http://testserver/{code}/{address}" for code in ("nl", "fr", "en")}
    assert [alternates(client, f"/{code}/{address}") for code in named] == [named, named, named]


def test_the_footer_leads_to_the_dutch_page_where_there_is_no_other_and_says_so(client):
    charter = text_page("Handvest", "handvest")
    text_page("Rechten", "rechten")
    text_page("Charte", "charte", language="fr", twin=charter)
    text_page("Voor leden", "leden", audience=members())
    assert footer(client, "/fr/stijlgids/") == [
        ("/fr/charte/", None, None, "Charte"),
        ("/nl/rechten/", "nl", "nl", "Rechten en néerlandais"),
        ("/fr/woorden/", None, None, "Glossaire"),
    ]
    assert footer(client, "/en/stijlgids/") == [
        ("/nl/handvest/", "nl", "nl", "Handvest in Dutch"),
        ("/nl/rechten/", "nl", "nl", "Rechten in Dutch"),
        ("/en/woorden/", None, None, "Glossary"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_footer_costs_the_same_however_many(client, number, django_assert_num_queries):
    for one in range(number):
        text_page(f"Tekst {one}", f"tekst-{one}")
    client.get("/en/stijlgids/")
    with django_assert_num_queries(2):  # the roots, and the pages
        listed = footer(client, "/en/stijlgids/")
    assert [language for _url, language, _href, _text in listed] == ["nl"] * number + [None]
