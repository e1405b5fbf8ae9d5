"""The words that people type: their file, their import, the editor, and what they do to a search."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from people.editing import sync
from people.models import Role
from search.form_rules import sequence_of
from search.forms_file import read
from search.models import AskedAs, SearchForm
from search.reading import book, shipped_book
from tests.factories.people import RoleGrantFactory, UserFactory
from tests.factories.practices import make_practice
from vocabulary.models import Concept, Release

pytestmark = pytest.mark.django_db

SHIPPED = settings.CONTENT_DIR / "zoekvormen.yaml"


@pytest.fixture
def vocabulary():
    call_command("import_thesaurus", verbosity=0)


def load(tmp_path, text):
    path = tmp_path / "vormen.yaml"
    path.write_text(text, encoding="utf-8")
    call_command("import_search_forms", path, verbosity=0)


def forms():
    return sorted(SearchForm.objects.values_list("concept_id", "language", "kind", "text", "no_echo"))


TWO = """
gewoon:
  thema.kindtolken:
    nl: [kind vertaalt]
gedateerd:
- vorm: krapuul
  begrippen: [mech.beeld]
  herhalen: nee
"""


def test_the_shipped_file_holds_more_than_three_hundred_forms_in_three_languages():
    rows = read(SHIPPED)
    per_language = {code: sum(1 for row in rows if row.language == code) for code in ("nl", "fr", "en")}
    assert per_language["nl"] >= 700
    assert per_language["fr"] >= 150
    assert per_language["en"] >= 150
    assert {row.kind for row in rows} == set(AskedAs)


def test_loading_twice_changes_nothing(vocabulary):
    call_command("import_search_forms", verbosity=0)
    before, edition = forms(), book().edition
    call_command("import_search_forms", verbosity=0)
    assert (forms(), book().edition) == (before, edition)
    assert len(before) == len(read(SHIPPED))


def test_a_process_notices_a_concept_without_a_word_and_one_taken_out_of_use(vocabulary):
    assert not book().knows("thema.nieuw")
    rouw = Concept.objects.get(pk="thema.rouw")
    Concept.objects.create(pk="thema.nieuw", facet=rouw.facet, position=999)
    assert book().knows("thema.nieuw")
    Concept.objects.filter(pk="thema.rouw").update(is_deprecated=True, replaced_by_id="thema.nieuw")
    assert not book().knows("thema.rouw")


def test_a_process_notices_a_new_release_that_only_moved_concepts(vocabulary):
    assert "mech.beeld" not in book().broader.get("thema.rouw", ())
    Concept.objects.filter(pk="thema.rouw").update(broader=Concept.objects.get(pk="mech.beeld"))
    Release.objects.update(version="99.0.0")
    assert book().broader["thema.rouw"] == ("mech.beeld", *book().broader.get("mech.beeld", ()))


def test_what_leaves_the_file_leaves_the_house_and_what_an_editor_made_stays(vocabulary, tmp_path):
    load(tmp_path, TWO)
    ours = SearchForm(concept_id="thema.rouw", language="nl", text="afscheid nemen", is_ours=True)
    ours.save()
    changed = SearchForm.objects.get(text="kind vertaalt")
    changed.is_used, changed.is_ours = False, True
    changed.save()
    load(tmp_path, TWO.replace("krapuul", "gespuis"))
    assert forms() == [
        ("mech.beeld", "nl", "gedateerd", "gespuis", True),
        ("thema.kindtolken", "nl", "gewoon", "kind vertaalt", False),
        ("thema.rouw", "nl", "gewoon", "afscheid nemen", False),
    ]
    assert not SearchForm.objects.get(text="kind vertaalt").is_used


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gewoon: {thema.rouw: {nl: rouw}}", "vormen.yaml:1: thema.rouw: hier hoort een lijst van woorden"),
        ("gewoon: {thema.rouw: {nl: [a]}, thema.rouw: {nl: [b]}}", "vormen.yaml:1: thema.rouw: staat twee keer"),
        ("afkorting: {ABC: {talen: [nl]}}", "vormen.yaml:1: ABC: geen “begrippen”"),
        ("gedateerd: [{vorm: oud, begrippen: [thema.rouw], herhalen: soms}]", "oud: “herhalen” is ja of nee"),
        ("anders: {}", "vormen.yaml:1: anders: onbekend onderdeel"),
        ("- lijst", "vormen.yaml:1: hier hoort “gewoon”, “afkorting” en “gedateerd” te staan"),
        ("gewoon: [", "vormen.yaml:1: geen geldige YAML"),
    ],
)
def test_a_file_of_another_shape_names_file_line_id_and_reason(tmp_path, text, said):
    with pytest.raises(CommandError, match="Nothing was loaded: ") as caught:
        load(tmp_path, text)
    assert said in str(caught.value)


def test_every_entry_that_cannot_be_loaded_is_named_and_then_nothing_is(vocabulary, tmp_path):
    with pytest.raises(CommandError) as caught:
        load(
            tmp_path,
            """gewoon:
  thema.bestaat-niet: {nl: [woord]}
  thema.rouw:
    de: [Trauer]
    nl: [van de het, tranen, traan]
gedateerd: [{vorm: oud, begrippen: [thema.rouw], tip: taal.niets}]
""",
        )
    assert str(caught.value).splitlines() == [
        "vormen.yaml:2: thema.bestaat-niet: dit begrip bestaat niet",
        "vormen.yaml:4: thema.rouw: de taal is nl, fr of en",
        "vormen.yaml:5: thema.rouw: Hierin staat geen woord waarop we zoeken.",
        "vormen.yaml:5: thema.rouw: “traan” is voor ons hetzelfde als “tranen”",
        "vormen.yaml:6: taal.niets: deze taaltip bestaat niet",
        "Nothing was loaded: 5 problem(s).",
    ]
    assert not SearchForm.objects.exists()


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(CommandError, match=r"weg\.yaml:1: het bestand is niet te lezen"):
        call_command("import_search_forms", tmp_path / "weg.yaml", verbosity=0)


def test_one_form_stands_once_for_a_concept_whatever_its_ending(vocabulary):
    SearchForm(concept_id="thema.rouw", language="nl", text="begrafenis").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchForm(concept_id="thema.rouw", language="nl", text="begrafenissen").save()


def test_the_shipped_book_says_what_the_loaded_one_says(vocabulary):
    call_command("import_search_forms", verbosity=0)
    loaded, shipped = book(), shipped_book(settings.CONTENT_DIR)
    assert shipped.forms == loaded.forms
    assert (shipped.broader, shipped.narrower, shipped.close) == (loaded.broader, loaded.narrower, loaded.close)
    assert (shipped.acronyms, shipped.silence, shipped.known) == (loaded.acronyms, loaded.silence, loaded.known)


@pytest.fixture
def library(vocabulary, tree, _clear_page_caches):
    call_command("import_search_forms", verbosity=0)
    make_practice("tolk-eerst", title="De agenda van de tolk", concepts=["thema.kindtolken"])
    make_practice("beeld", title="Hoe we kijken", concepts=["mech.beeld"])
    make_practice("opvang", title="Eerste weken", concepts=["thema.nbmv", "rol.nbmv"])
    make_practice("afkomst", title="Vragen zonder aannames", concepts=["as.etniciteit"])
    make_practice("werk", title="Ploegen in de nacht", concepts=["as.klasse.precair-werk"])
    call_command("index_search", rebuild=True, verbosity=0)


def ask(client, words, language="nl"):
    return BeautifulSoup(client.get(f"/{language}/zoeken/", {"q": words}).content, "html.parser")


def titles(soup):
    return [link.get_text() for link in soup.select(".hit__title a")]


def test_what_people_type_finds_what_it_is_about(library, client):
    asked = {
        ("kind vertaalt op school", "nl"): "De agenda van de tolk",
        ("NBMV 18", "nl"): "Eerste weken",
        ("allochtoon meisje", "nl"): "Vragen zonder aannames",
        ("mineur non accompagné", "fr"): "Eerste weken",
        ("child language brokering", "en"): "De agenda van de tolk",
    }
    assert {question: titles(ask(client, *question))[0] for question in asked} == asked


def test_old_and_unkind_words_are_an_entrance_with_a_tip_and_some_are_never_repeated(library, client):
    soup = ask(client, "krapuul")
    assert titles(soup) == ["Hoe we kijken"]
    assert "krapuul" not in str(soup).lower()
    soup = ask(client, "gastarbeider")
    assert titles(soup) == ["Ploegen in de nacht"]
    assert "Wij schrijven:" in soup.select_one(".search-tip").get_text()
    assert [link.get_text() for link in soup.select(".search-tip a")] == [
        "Werk in precaire voorwaarden", "Ouders of grootouders gemigreerd",
    ]  # fmt: skip
    for form in SearchForm.objects.filter(text="krapuul"):
        form.is_used = False
        form.save()
    assert ("krapuul",) not in book().forms["nl"]
    assert titles(ask(client, "krapuul")) == []


def test_a_role_and_the_theme_about_it_are_one_meaning(library, client):
    assert ask(client, "NBMV").select(".meanings li") == []
    assert len(ask(client, "AZC").select(".meanings li")) == 2


@pytest.fixture
def editor(tree, client):
    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR)
    sync(person)
    client.force_login(person)
    return client


LIST = "/beheer/snippets/search/searchform/"


def save(client, address, **more):
    said = {"text": "verdriet om oma", "language": "nl", "concept": "thema.rouw", "kind": "gewoon", "is_used": "on"}
    return client.post(address, said | more)


def test_an_editor_adds_a_form_that_counts_at_the_next_question(editor, library, django_capture_on_commit_callbacks):
    make_practice("afscheid", title="Afscheid op afstand", concepts=["thema.rouw"])
    assert "zoekvorm" in editor.get(LIST).content.decode().lower()
    with django_capture_on_commit_callbacks(execute=True):
        assert save(editor, f"{LIST}add/").status_code == 302
    form = SearchForm.objects.get(text="verdriet om oma")
    assert (form.is_ours, form.sequence) == (True, sequence_of("verdriet om oma", "nl"))
    assert titles(ask(editor, "verdriet om oma"))[0] == "Afscheid op afstand"


def test_the_editor_hears_why_a_form_cannot_be(editor, library):
    save(editor, f"{LIST}add/")
    again = save(editor, f"{LIST}add/").content.decode()
    assert "Voor ons bestaat deze vorm al bij dit begrip." in again
    empty = save(editor, f"{LIST}add/", text="van de het").content.decode()
    assert "Hierin staat geen woord waarop we zoeken." in empty
    assert SearchForm.objects.filter(is_ours=True).count() == 1


def test_who_is_no_editor_cannot_come_near(client, library):
    client.force_login(UserFactory())
    assert client.get(LIST).status_code in {302, 403, 404}
    assert save(client, f"{LIST}add/").status_code in {302, 403, 404}
    assert not SearchForm.objects.filter(is_ours=True).exists()
