"""Words and concepts: dated words, words that are never repeated, abbreviations, other languages. The real thesaurus."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.practices import make_practice
from vocabulary.models import LanguageTip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]


@pytest.fixture(autouse=True)
def _library(tree):
    call_command("import_thesaurus", verbosity=0)
    make_practice("herkomst-vragen", title="Vragen zonder aannames", concepts=["as.etniciteit"])
    make_practice("tolk-eerst", title="De agenda van de tolk", concepts=["thema.kindtolken"])
    make_practice("gesloten", title="Binnen de muren", concepts=["set.gemeenschapsinstelling"])
    make_practice("opvang", title="Eerste weken", concepts=["set.ooc"])
    call_command("index_search", rebuild=True, verbosity=0)


def ask(client, words, language="nl", **more):
    response = client.get(f"/{language}/zoeken/", {"q": words, **more})
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [link.get_text() for link in soup.select(".hit__title a")]


def test_a_dated_word_finds_what_it_was_about_with_a_kind_tip(client):
    soup = ask(client, "allochtoon")
    assert titles(soup) == ["Vragen zonder aannames"]
    assert "Je zocht op een woord dat mensen kan wegzetten" in soup.select_one(".search-tip").get_text()
    assert "allochtoon" not in [tag.get_text().lower() for tag in soup.select(".tag")]


@pytest.mark.parametrize(
    ("slip", "right"),
    [("kindtolkenn", "kindtolken"), ("kindtolkenn thuis", "kindtolken thuis"), ("tlok agenda", "tolk agenda")],
)
def test_a_corrected_slip_finds_what_the_right_word_finds(client, slip, right):
    """The concept of the right word stands on a text that holds no such word."""
    make_practice("met-woord", title="Kindtolken thuis")
    make_practice("zonder-woord", title="Wie vertaalt hier?", concepts=["thema.kindtolken"])
    call_command("index_search", rebuild=True, verbosity=0)
    found = titles(ask(client, right))
    assert "Wie vertaalt hier?" in found
    assert set(titles(ask(client, slip))) == set(found)
    assert ask(client, slip).select_one("#zoekvraag")["value"] == slip


def test_a_slip_in_a_word_that_only_the_vocabulary_knows_is_corrected_too(client):
    """No text holds the word; a text is described with its concept."""
    make_practice("weerzien", title="Wachten op elkaar", concepts=["thema.gezinshereniging"])
    call_command("index_search", rebuild=True, verbosity=0)
    right = titles(ask(client, "gezinshereniging"))
    assert right[0] == "Wachten op elkaar"
    soup = ask(client, "gezinsherenigign")
    assert titles(soup) == right
    assert "We zochten op gezinshereniging" in " ".join(soup.get_text(" ", strip=True).split())


def test_a_slip_is_never_corrected_to_an_old_or_unkind_word(client):
    from search.models import SearchForm

    SearchForm.objects.create(concept_id="mech.beeld", language="nl", text="krapuultje", kind="gedateerd", no_echo=True)
    assert "krapuul" not in str(ask(client, "krapuultj").select_one("main")).replace("krapuultj", "")


def test_words_that_hurt_are_never_repeated(client):
    tips = LanguageTip.objects.filter(no_echo=True)
    assert tips
    for tip in tips:
        for word in tip.matches:
            soup = ask(client, f"tolk {word}", trap="uitgeprobeerd")
            assert word.lower() not in str(soup).lower()
            assert soup.select_one("#zoekvraag")["value"] in {"tolk", ""}


def test_what_remains_of_a_silenced_question_still_narrows(client):
    word = LanguageTip.objects.filter(no_echo=True).first().matches[0]
    soup = ask(client, f"tolk {word}")
    assert titles(soup) == ["De agenda van de tolk"]
    assert soup.select_one(".search-kinds a[href*=soort]")["href"].startswith("?q=tolk&begrip=")


@pytest.mark.parametrize(
    ("language", "word", "mark"), [("fr", "interprètes", "en néerlandais"), ("en", "brokering", "in Dutch")]
)
def test_a_word_out_of_a_name_leads_to_what_there_is_in_dutch_marked_as_such(client, language, word, mark):
    soup = ask(client, word, language)
    assert titles(soup) == ["De agenda van de tolk"]
    [hit] = soup.select(".hit")
    assert hit.select_one(".hit__language").get_text() == mark
    title, excerpt = hit.select_one(".hit__title"), hit.select_one(".hit__excerpt")
    assert (title["lang"], title.a["hreflang"], excerpt["lang"]) == ("nl", "nl", "nl")
    assert [tag.get_text() for tag in soup.select(".search-line .tag")] != []


def test_what_is_in_the_readers_language_carries_no_mark(client):
    [hit] = ask(client, "agenda").select(".hit")
    assert hit.select(".hit__language, [lang], [hreflang]") == []


def test_a_part_of_a_name_widens_no_dutch_question(client):
    assert titles(ask(client, "culturele")) == []  # of "Etnische en culturele verbondenheid"
    assert titles(ask(client, "culturelle", "fr")) == ["Vragen zonder aannames"]


@pytest.mark.parametrize("typed", ["GI", "gi"])
def test_an_abbreviation_with_two_meanings_shows_both_with_their_region(client, typed):
    soup = ask(client, typed)
    assert [item.get_text(" ", strip=True).split(" (")[0] for item in soup.select(".meanings li > a")] == [
        "Gemeenschapsinstelling", "Gecertificeerde instelling",
    ]  # fmt: skip
    assert [item.select_one(".muted").get_text() for item in soup.select(".meanings li")] == ["(VL)", "(NL)"]
    assert titles(soup) == ["Binnen de muren"]


def test_meanings_are_explained_in_the_readers_language_at_the_same_price(client):
    cost = {}
    for language in ("nl", "fr", "en"):
        ask(client, "GI", language)
        with CaptureQueriesContext(connection) as asked:
            explained = ask(client, "GI", language).select(".meanings li [lang]")
        cost[language] = len(asked)
        assert [note["lang"] for note in explained] == [language, language]
    assert cost["fr"] == cost["en"] == cost["nl"]


def test_abbreviations_that_look_alike_are_told_apart(client):
    assert titles(ask(client, "OOC")) == ["Eerste weken"]
    assert titles(ask(client, "OOOC")) == []
    for typed in ("OOC", "OOOC"):
        assert len(ask(client, typed).select(".meanings li")) == 2


def test_other_words_for_a_concept_find_it_in_every_language(client):
    assert titles(ask(client, "kind als tolk"))[0] == "De agenda van de tolk"
    from vocabulary.models import ConceptForm

    french = ConceptForm.objects.get(concept="thema.kindtolken", language="fr", kind="pref").text
    assert titles(ask(client, french, language="fr")) == ["De agenda van de tolk"]


def test_hidden_words_are_not_suggested(client):
    suggested = client.get("/nl/zoeken/suggesties/", {"q": "alloch"}).json()
    assert suggested == {"suggestions": []}
    assert client.get("/nl/zoeken/suggesties/", {"q": "gemeenschapsi"}).json() == {
        "suggestions": ["Gemeenschapsinstelling"]
    }


def test_a_filter_that_leaves_nothing_is_still_there_to_be_taken_away(client):
    soup = ask(client, "tolk", set="set.gemeenschapsinstelling", dom="dom.bestaat-niet")
    assert titles(soup) == []
    assert [(tag.contents[0], tag["href"]) for tag in soup.select(".picked__tag")] == [
        ("Gemeenschapsinstelling", "?q=tolk")
    ]
