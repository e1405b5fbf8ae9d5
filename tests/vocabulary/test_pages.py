"""The word list, one word, and the language guide."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from people.models import User
from tests.factories.vocabulary import HIDDEN, NO_ECHO
from vocabulary import use
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, Facet, LanguageTip
from vocabulary.use import Use, register_use


def links(response, prefix):
    return re.findall(
        rf'href="({prefix}[^"]*)"', response.content.decode().partition("<main")[2].partition("</main>")[0]
    )


@pytest.fixture
def one_user_kind():
    """A room that says where a concept is used: one thing for everyone, one for people with an account."""

    def find(concept: Concept, user: User):
        if concept.pk != "as.taal":
            return []
        things = [Use("Openbaar stuk", "/nl/openbaar/")]
        return things if user.is_anonymous else [*things, Use("KANARIE voor leden", "/nl/leden/")]

    before = dict(use._finders)
    use._finders.clear()
    register_use(kind="stuk", label="stukken", find=find)
    yield
    use._finders.clear()
    use._finders.update(before)


def test_a_concept_shows_its_labels_note_and_neighbours(client, small_thesaurus):
    page = client.get("/nl/woorden/as.taal/").content.decode()
    main = page.partition("<main")[2]
    for text in ("Langue", "Language", "meertaligheid", "Welke talen er meespelen."):
        assert main.count(text) >= 1, text
    assert links(client.get("/nl/woorden/as.taal/"), "/nl/woorden/as.taal.") == ["/nl/woorden/as.taal.tolk/"]
    assert links(client.get("/nl/woorden/as.taal/"), "/nl/woorden/mech.") == ["/nl/woorden/mech.drempel/"]


@pytest.mark.parametrize(("language", "label"), [("nl", "Taal"), ("fr", "Langue"), ("en", "Language")])
def test_the_label_is_in_the_readers_language_and_the_note_says_its_own(client, small_thesaurus, language, label):
    page = client.get(f"/{language}/woorden/as.taal/").content.decode()
    assert f"<h1>{label}</h1>" in page
    assert '<p class="lead" lang="nl">Welke talen er meespelen.</p>' in page


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", ("nl", "Wat er meespeelt.")), ("fr", ("fr", "Ce qui joue.")), ("en", ("nl", "Wat er meespeelt."))],
)
def test_a_facet_opens_with_words_for_readers_and_never_those_for_editors(client, small_thesaurus, language, told):
    page = BeautifulSoup(client.get(f"/{language}/woorden/facet/as/").content, "html.parser")
    assert [(lead["lang"], lead.get_text()) for lead in page.select(".page-header .lead")] == [told]
    assert "Nooit op personen" not in page.get_text()


def test_a_facet_without_such_words_has_none(client, small_thesaurus):
    assert BeautifulSoup(client.get("/nl/woorden/facet/mech/").content, "html.parser").select(".lead") == []


def test_everything_shown_on_a_page_of_its_own_is_explained_in_three_languages(thesaurus):
    """As "Over woorden" promises: a sentence that ends, and no language that borrows the Dutch one."""
    found = [*Facet.objects.all(), *Concept.objects.in_use()]
    told = [(thing.pk, [getattr(thing, f"note_{code}") for code in LANGUAGES]) for thing in found]
    unsaid = [pk for pk, notes in told if not all(re.search(r"\w.*[.]$", note) for note in notes)]
    assert (unsaid, [pk for pk, notes in told if len(set(notes)) < len(LANGUAGES)]) == ([], [])


def test_every_tip_says_why_in_whole_sentences(thesaurus):
    notes = {tip.pk: tip.note for tip in LanguageTip.objects.all()}
    assert [pk for pk, note in notes.items() if not re.fullmatch(r"['A-Z].*[.]", note)] == []


def test_a_deprecated_concept_leads_to_its_replacement(client, small_thesaurus):
    response = client.get("/nl/woorden/mech.oud/")
    assert (response.status_code, response["Location"]) == (301, "/nl/woorden/mech.drempel/")
    assert "mech.oud" not in client.get("/nl/woorden/facet/mech/").content.decode()


def test_an_unknown_concept_is_a_404(client, small_thesaurus):
    assert client.get("/nl/woorden/as.niets/").status_code == 404
    assert client.get("/nl/woorden/facet/niets/").status_code == 404


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("taal", ["/nl/woorden/as.taal/"]),
        ("MEERTALIG", ["/nl/woorden/as.taal/"]),
        ("Seuil", ["/nl/woorden/mech.drempel/"]),
        (HIDDEN, ["/nl/woorden/as.taal/"]),
        (NO_ECHO, ["/nl/woorden/mech.drempel/"]),
        (HIDDEN[:5], []),  # part of a hidden word finds nothing: nobody can draw it out letter by letter
        ("moeilijk bereikbaar", ["/nl/woorden/mech.drempel/"]),
        ("\x00", []),
        ("%", []),
    ],
)
def test_the_filter_finds_by_every_form(client, small_thesaurus, question, found):
    response = client.get("/nl/woorden/", {"q": question})
    assert response.status_code == 200
    assert [url for url in links(response, "/nl/woorden/") if "." in url] == found


def test_a_tip_is_friendly_and_names_the_alternative(client, small_thesaurus):
    main = client.get("/nl/woorden/", {"q": NO_ECHO}).content.decode()
    assert "Je zocht op een woord dat mensen kan wegzetten." in main
    assert "de naam van de persoon" in main


def test_use_is_shown_to_who_may_see_it(client, small_thesaurus, one_user_kind):
    assert links(client.get("/nl/woorden/as.taal/"), "/nl/(?:openbaar|leden)") == ["/nl/openbaar/"]
    member = Client()
    member.force_login(User.objects.create_user("lid@voorbeeld.test"))
    page = member.get("/nl/woorden/as.taal/")
    assert links(page, "/nl/(?:openbaar|leden)") == ["/nl/openbaar/", "/nl/leden/"]
    assert "KANARIE" not in client.get("/nl/woorden/as.taal/").content.decode()


@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize("facet", ["mech", "as"])
def test_a_facet_takes_as_many_queries_for_one_concept_as_for_more(
    client, small_thesaurus, facet, django_assert_max_num_queries
):
    client.get("/nl/")
    with django_assert_max_num_queries(6):
        client.get(f"/nl/woorden/facet/{facet}/")
