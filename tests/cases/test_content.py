"""A case as a file: what is stored, and for each way to be wrong the file, the line and the reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.content import CaseLoader
from cases.models import CasePage
from pages.content import ContentError, ContentErrors, load, read
from tests.factories.cases import CONCEPTS, concept, publish

pytestmark = pytest.mark.django_db

FILE = f"""---
soort: casus
taal: nl
slug: proef
titel: Een proef
samenvatting: Kort.
leestijd_min: 12
herkomst: samengesteld
wil_van_jongere: Iets.
inhoudsnota: []
veiligheidslijn: ja
begrippen: [{", ".join(CONCEPTS)}]
gerelateerd: {{praktijk: [tolk-eerst], module: [vertragen]}}
herzien_op: 2027-11-01
nalezers: [{{rol: ervaringsdeskundige, datum: 2026-10-02, oordeel: herkenbaar}}]
nagekeken_f3: []
herkenbaarheid:
  Noé: Verzonnen naam.
  An: Verzonnen naam.
---
# Fase: Eerst
opdracht: gezien-ingevuld, zekerheid
pauze: 90

Tekst een.

## Uitspraken
- Er kwam een brief.
  blijkt: feit
  later: Hij zit in de rugzak,
  nog altijd.
- Niemand las hem.
## Navraag
- Noé: Waar is hij?
  antwoord: Hier.
# Fase: Dan

Tekst twee.

### Een kop

Meer.

# Fase: Ten slotte
opdracht: kruispuntfiguur

Tekst drie.

# Stemmen
## Noé
rol: rol.jongere
inzet: Zijn plaats.

"Ik."
## Mama
"Wij."
## An
"Zij."
# Wie weet wat
| Wat | Noé | Oma |
|---|---|---|
| De brief zit in de rugzak. | fase 1 | - |
# Vragen voor jezelf
- Een vraag
  die doorloopt.
- Nog een.
# Vragen over structuur
- Welke regel?
# Voor de begeleider
## Opening
Zeg dat het verzonnen is.
# Spiegel
as: as.taal.kindtolk
## Versie 1
Zij wacht.
## Versie 2
Hij wacht.
# Doe-stap
Bel iemand.
"""
LINES = FILE.splitlines()


def line_of(start):
    return next(number for number, row in enumerate(LINES, 1) if row.startswith(start))


@pytest.fixture
def words(tree):
    for each in CONCEPTS:
        concept(each)


@pytest.fixture
def loaded(words, tmp_path):
    def load_text(text=FILE):
        path = tmp_path / "proef.md"
        path.write_text(text, encoding="utf-8")
        load([path])
        return CasePage.objects.get(slug="proef")

    return load_text


def test_whole_file_becomes_a_published_case(loaded):
    case = loaded()
    assert (case.title, case.wants, case.safety_line, case.live) == ("Een proef", "Iets.", True, True)
    assert [
        {name: value for name, value in block.value.items() if name in ("title", "text", "assignments", "pause")}
        for block in case.stages
    ] == [
        {"title": "Eerst", "text": "Tekst een.", "assignments": ["gezien-ingevuld", "zekerheid"], "pause": 90},
        {"title": "Dan", "text": "Tekst twee.\n\n### Een kop\n\nMeer.", "assignments": [], "pause": None},
        {"title": "Ten slotte", "text": "Tekst drie.", "assignments": ["kruispuntfiguur"], "pause": None},
    ]
    listed = [
        {field: [dict(each) for each in block.value[field]] for field in ("statements", "inquiries")}
        for block in case.stages
    ]
    assert listed == [
        {
            "statements": [
                {"statement": "Er kwam een brief.", "turned_out": "feit", "later": "Hij zit in de rugzak, nog altijd."},
                {"statement": "Niemand las hem.", "turned_out": "", "later": ""},
            ],
            "inquiries": [{"whom": "Noé", "question": "Waar is hij?", "answer": "Hier."}],
        },
        {"statements": [], "inquiries": []},
        {"statements": [], "inquiries": []},
    ]
    assert [(fact.value["fact"], [dict(each) for each in fact.value["knowers"]]) for fact in case.knowledge] == [
        ("De brief zit in de rugzak.", [{"who": "Noé", "since": 1}])
    ]
    assert dict(case.voices[0].value) == {
        "name": "Noé", "role": "rol.jongere", "quote": '"Ik."', "stake": "Zijn plaats.",
    }  # fmt: skip
    assert [dict(block.value) for block in case.questions] == [
        {"audience": "zelf", "text": "Een vraag die doorloopt."},
        {"audience": "zelf", "text": "Nog een."},
        {"audience": "structuur", "text": "Welke regel?"},
    ]
    assert [(block.value["kind"], block.value["slug"]) for block in case.related] == [
        ("praktijk", "tolk-eerst"),
        ("module", "vertragen"),
    ]
    assert {each.pk for each in case.concepts.all()} == set(CONCEPTS)


def test_same_file_again_changes_nothing_and_leaves_an_editors_work(loaded):
    case = loaded()
    case.title = "Door een mens verbeterd"
    publish(case)
    revisions = case.revisions.count()
    again = loaded()
    assert (again.pk, again.title, again.revisions.count()) == (case.pk, "Door een mens verbeterd", revisions)


def test_corrected_file_keeps_the_page_and_the_ids_that_notes_hang_on(loaded):
    before = loaded()
    after = loaded(FILE.replace("Tekst een.", "Tekst één."))
    assert after.pk == before.pk
    assert after.stages[0].value["text"] == "Tekst één."
    assert [block.id for block in after.stages] == [block.id for block in before.stages]


WRONG = [
    ("slug: proef", "slug: Proef!", "slug", "'slug' is 'Proef!'"),
    ("leestijd_min: 12", "leestijd_min: lang", "leestijd_min", "'leestijd_min' moet een getal zijn"),
    ("herkomst: samengesteld", "herkomst: gehoord", "herkomst", "kies uit: verzonnen, samengesteld"),
    ("veiligheidslijn: ja", "veiligheidslijn: misschien", "veiligheidslijn", "is ja of nee"),
    ("veiligheidslijn: ja", "veiligheidslijn: [ja]", "veiligheidslijn", "is ja of nee"),
    ("inhoudsnota: []", "inhoudsnota: [as.taal]", "inhoudsnota", "geen inhoudsnota"),
    ("inhoudsnota: []", "inhoudsnota: [inh.bestaat-niet]", "inhoudsnota", "staat niet in de thesaurus"),
    ("inhoudsnota: []", "inhoudsnoot: []", "inhoudsno", "is geen kenmerk van een casus"),
    ("as.gezin.oudste", "as.onbekend", "begrippen", "'as.onbekend' staat niet in de thesaurus"),
    (", as.gezin.oudste", "", "begrippen", "Kies minstens twee assen"),
    ("herzien_op: 2027-11-01", "herzien_op: ooit", "herzien_op", "moet een datum zijn"),
    ("datum: 2026-10-02, ", "", "nalezers", "een rol, een datum en een oordeel"),
    ("praktijk: [tolk-eerst]", "liedje: [tolk-eerst]", "gerelateerd", "'liedje' kan niet"),
    ("praktijk: [tolk-eerst]", "praktijk: tolk-eerst", "gerelateerd", "heeft de vorm"),
    ("opdracht: kruispuntfiguur", "opdracht: dansen", "opdracht: kruis", "De opdracht 'dansen' bestaat niet"),
    ("zekerheid\n", "zekerheid, navraag\n", "## Navraag", "Schrijf minstens vier vragen"),
    ("blijkt: feit", "blijkt: misschien", "- Er kwam", "'blijkt: misschien' kan niet"),
    ("- Er kwam", "Er kwam", "- Er kwam", "elke regel met een streepje"),
    ("- Noé: Waar is hij?", "- Waar is hij?", "- Noé: Waar", "Schrijf een vraag als"),
    ("  antwoord: Hier.", "", "- Noé: Waar", "heeft geen antwoord"),
    ("| fase 1 | - |", "| fase 1 |", "| De brief", "Deze rij telt 2 vakjes"),
    ("| fase 1 | - |", "| fase 7 | - |", "| De brief", "'fase 7' kan niet"),
    ("|---|---|---|\n", "", "# Wie weet wat", "hoort een tabel"),
    ("pauze: 90", "pauze: lang", "pauze", "geen aantal seconden"),
    ("# Voor de begeleider", "# Uitsmijter", "# Voor de", "hoort niet in een casus"),
    ("## Opening", "## Slot", "## Opening", "hoort niet in de gids"),
    ("- Een vraag", "Een vraag", "# Vragen voor jezelf", "Zet voor elke vraag een streepje"),
    ('"Wij."', "", "## Mama", "De stem 'Mama' zegt niets"),
    ("# Fase: Dan", "# Fase: Eerst", "# Fase: Dan", "staat er twee keer"),
    ("as: as.taal.kindtolk\n", "", "# Spiegel", "hoort 'as: '"),
    ("as: as.taal.kindtolk\n", "as: as.geloof\n", "begrippen", "staat niet bij 'begrippen'"),
    ("Hij wacht.", "", "# Spiegel", "elk met tekst"),
    ("Hij wacht.", "Zij wacht.", "# Spiegel", "zeggen hetzelfde"),
    ("pauze: 90", "inhoud: inh.oorlog (heel erg)", "pauze", "'inh.oorlog (heel erg)' kan niet"),
    ("pauze: 90", "inhoud: inh.oorlog", "pauze", "een korte versie zonder de details"),
    ("# Doe-stap\nBel iemand.\n", "", "# Fase: Eerst", "Er is geen kop '# Doe-stap'"),
    ("Bel iemand.", "", "# Doe-stap", "De doe-stap is leeg"),
    ("# Fase: Eerst", "Los.\n# Fase: Eerst", "# Fase: Eerst", "tekst voor de eerste kop"),
]


@pytest.mark.parametrize(("old", "new", "at", "reason"), WRONG, ids=range(len(WRONG)))
def test_each_mistake_names_file_line_and_reason_and_loads_nothing(loaded, tmp_path, old, new, at, reason):
    assert old in FILE
    with pytest.raises(ContentErrors) as caught:
        loaded(FILE.replace(old, new, 1))
    [error] = caught.value.errors
    assert (error.path, error.line) == (tmp_path / "proef.md", line_of(at))
    assert reason in error.reason
    assert CasePage.objects.count() == 0


@settings(max_examples=120)
@given(data=st.data())
def test_any_file_is_a_case_or_a_content_error(words, tmp_path, data):
    rows = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(3, len(rows) - 1))
        rows[place] = data.draw(
            st.one_of(st.sampled_from(LINES), st.text(st.characters(codec="utf-8"), max_size=40), st.just("")),
        )
    path = Path(tmp_path) / "wild.md"
    path.write_text("\n".join(rows), encoding="utf-8")
    try:
        parsed = CaseLoader().check(read(path))
    except ContentError as refused:
        line = refused.line
    else:
        line = 1
        assert 3 <= len(parsed.streams["stages"]) <= 5
    assert 1 <= line <= len(rows) + 2
