"""Loading thesaurus.yaml: what comes in, what is refused and why, and that it comes out the same."""

from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.vocabulary import small, source_of
from vocabulary.models import Concept, ConceptForm, ConceptLink, Facet, LanguageTip, Release
from vocabulary.thesaurus.export import export
from vocabulary.thesaurus.loading import Loaded, load
from vocabulary.thesaurus.shape import LONGEST_ID
from vocabulary.thesaurus.source import ThesaurusError, parse


def everything():
    return [
        list(model.objects.order_by("pk").values_list(*fields))
        for model, fields in (
            (Facet, ("pk", "label_nl", "position")),
            (Concept, ("pk", "label_nl", "broader", "position")),
            (ConceptForm, ("concept", "kind", "text", "position")),
            (ConceptLink, ("source", "target", "kind", "position")),
            (LanguageTip, ("pk", "term_may_be_spoken", "position")),
        )
    ]


def reasons(data):
    with pytest.raises(ThesaurusError) as refused:
        load(source_of(data))
    return [(problem.id, problem.reason) for problem in refused.value.problems]


def test_the_shipped_file_comes_back_byte_for_byte(thesaurus, thesaurus_file):
    assert export().encode() == thesaurus_file.read_bytes()


def test_an_export_of_a_file_with_every_key_holds_the_same_data_in_the_same_order(db):
    assert load(source_of(small())) == Loaded(facets=2, concepts=4, tips=3)
    again = yaml.safe_load(export())
    assert again == small()
    assert [c["id"] for c in again["concepts"]] == [c["id"] for c in small()["concepts"]]
    assert list(again) == list(small())


def test_loading_twice_changes_nothing(db):
    load(source_of(small()))
    before = everything()
    load(source_of(small()))
    assert everything() == before


def test_loading_updates_in_place(db):
    load(source_of(small()))
    data = small()
    data["concepts"][0]["prefLabel"]["nl"] = "Talen"
    load(source_of(data))
    assert Concept.objects.get(pk="as.taal").label_nl == "Talen"
    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_loading_asks_the_same_number_of_questions_however_many_concepts(django_assert_max_num_queries):
    data = small()
    for number in range(300):
        data["concepts"].append(
            {"id": f"as.n{number}", "facet": "as", "prefLabel": {"nl": f"n{number}", "fr": "x", "en": "y"}}
        )
    with django_assert_max_num_queries(40):
        load(source_of(data))


def change(section, index, **keys):
    def apply(data):
        for key, value in keys.items():
            if value is None:
                del data[section][index][key]
            else:
                data[section][index][key] = value

    return apply


BROKEN = {
    "duplicate id": (
        lambda d: d["concepts"].append({**d["concepts"][3]}),
        [("mech.oud", "dit id bestaat al hoger in het bestand")],
    ),
    "unknown facet": (
        change("concepts", 3, facet="zzz"),
        [("mech.oud", "facet “zzz” bestaat niet")],
    ),
    "id outside its facet": (
        change("concepts", 3, facet="as"),
        [("mech.oud", "het id begint niet met het facet “as”")],
    ),
    "unknown related": (
        change("concepts", 0, related=["mech.drempel", "mech.weg"]),
        [("as.taal", "“related” wijst naar “mech.weg”, en dat begrip bestaat niet")],
    ),
    "unknown broader": (
        change("concepts", 3, broader="mech.weg"),
        [("mech.oud", "“broader” wijst naar “mech.weg”, en dat begrip bestaat niet")],
    ),
    "unknown closeMatch": (
        change("concepts", 3, closeMatch=["mech.weg"]),
        [("mech.oud", "“closeMatch” wijst naar “mech.weg”, en dat begrip bestaat niet")],
    ),
    "unknown replacedBy": (
        change("concepts", 3, replacedBy="mech.weg"),
        [("mech.oud", "“replacedBy” wijst naar “mech.weg”, en dat begrip bestaat niet")],
    ),
    "unknown redirect": (
        change("language_guidance", 0, redirect=["mech.weg"]),
        [("taal.gewoon", "“redirect” wijst naar “mech.weg”, en dat begrip bestaat niet")],
    ),
    "deprecated without replacement": (
        change("concepts", 3, replacedBy=None),
        [("mech.oud", "is deprecated en zegt niet waardoor het vervangen is (replacedBy)")],
    ),
    "replacement without deprecation": (
        change("concepts", 3, deprecated=None),
        [("mech.oud", "heeft “replacedBy” en is niet deprecated")],
    ),
    "one-sided related": (
        change("concepts", 2, related=None),
        [("as.taal", "“related” geldt in twee richtingen, en bij “mech.drempel” staat dit begrip niet")],
    ),
    "narrower that disagrees with broader": (
        change("concepts", 0, narrower=["mech.drempel"]),
        [("as.taal", "“narrower” is niet de lijst van begrippen die dit als “broader” hebben, in volgorde")],
    ),
    "missing label": (
        change("concepts", 3, prefLabel={"nl": "Oud", "fr": "Vieux"}),
        [("mech.oud", "geen label in het en")],
    ),
    "empty label": (
        change("concepts", 3, prefLabel={"nl": "Oud", "fr": " ", "en": "Old"}),
        [("mech.oud", "de waarde van “prefLabel” heeft een andere vorm dan verwacht")],
    ),
    "unknown key": (
        change("concepts", 3, country="BE"),
        [("mech.oud", "onbekende sleutel “country”")],
    ),
    "missing key": (
        change("language_guidance", 0, note=None),
        [("taal.gewoon", "sleutel “note” ontbreekt")],
    ),
    "list where text is expected": (
        change("concepts", 3, changeNote=["a"]),
        [("mech.oud", "de waarde van “changeNote” heeft een andere vorm dan verwacht")],
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("break_it", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_named_and_nothing_is_loaded(break_it, expected):
    load(source_of(small()))
    before = everything()
    data = small()
    data["facets"][0]["prefLabel"]["nl"] = "Dit mag niet binnenkomen"
    break_it(data)
    assert reasons(data) == expected
    assert everything() == before


@pytest.mark.django_db
def test_a_cycle_names_everyone_in_it():
    data = small()
    data["concepts"][0]["broader"] = "as.taal.tolk"
    data["concepts"][1]["narrower"] = ["as.taal"]
    assert reasons(data) == [
        ("as.taal", "“broader” loopt in een kring: as.taal → as.taal.tolk → as.taal"),
        ("as.taal.tolk", "“broader” loopt in een kring: as.taal.tolk → as.taal → as.taal.tolk"),
    ]


@pytest.mark.django_db
def test_a_concept_never_vanishes():
    load(source_of(small()))
    data = small()
    del data["concepts"][3]
    assert reasons(data) == [
        (
            "mech.oud",
            "staat niet meer in het bestand; een begrip verdwijnt nooit, zet het op deprecated met replacedBy",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("concepts: [", "f.yaml:1: geen geldige YAML: expected the node content, but found '<stream end>'"),
        ("- a", "f.yaml:1: dit is geen thesaurus: de onderdelen ontbreken"),
        ("", "f.yaml:1: dit is geen thesaurus: de onderdelen ontbreken"),
        ("meta: {}\nmeta: {}", "f.yaml:2: “meta” staat er twee keer"),
        (
            "meta: {}\nfacets: {}\nconcepts: []\nlanguage_guidance: []\nsearch: {}",
            "f.yaml:1: onderdeel “facets” heeft een andere vorm",
        ),
    ],
)
def test_a_malformed_file_says_where(text, expected):
    with pytest.raises(ThesaurusError) as refused:
        parse(text, file="f.yaml")
    assert str(refused.value) == expected


@given(st.text())
def test_any_text_is_a_thesaurus_or_is_refused_with_a_line(text):
    lines = [1]
    try:
        parse(text, file="f.yaml")
    except ThesaurusError as refused:
        lines = [problem.line for problem in refused.problems]
    assert min(lines) >= 1


def test_the_command_names_file_line_and_id(db, tmp_path):
    path = tmp_path / "fout.yaml"
    path.write_text(
        "meta: {}\nfacets: []\nconcepts:\n- id: as.x\n  facet: as\n  prefLabel: {nl: a, fr: b, en: c}\n"
        "language_guidance: []\nsearch: {}\n"
    )
    with pytest.raises(CommandError) as refused:
        call_command("import_thesaurus", path)
    assert str(refused.value) == "fout.yaml:4: as.x: facet “as” bestaat niet\nNothing was loaded: 1 problem(s)."
    assert Concept.objects.count() == 0


def test_the_commands_give_a_file_back(db, tmp_path):
    path, out = tmp_path / "terug.yaml", StringIO()
    call_command("import_thesaurus", stdout=out)
    call_command("export_thesaurus", path)
    assert out.getvalue() == "557 concepts in 15 facets, 85 language tips.\n"
    call_command("import_thesaurus", path, stdout=out)


def test_exporting_nothing_says_what_to_do(db):
    with pytest.raises(CommandError, match="import_thesaurus"):
        call_command("export_thesaurus")


def test_the_longest_ids_are_those_of_the_columns():
    models = {"facets": Facet, "concepts": Concept, "language_guidance": LanguageTip}
    assert {name: model._meta.get_field("id").max_length for name, model in models.items()} == LONGEST_ID
