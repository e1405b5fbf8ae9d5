"""Practice files: what they become, and what is said when one does not hold."""

import pytest

from pages.content import ContentErrors, load
from practices.enums import TimeBand
from practices.models import PracticePage
from vocabulary.models import Concept, Facet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

FRONT = """---
soort: praktijk
taal: nl
slug: tolk-eerst
titel: Tolk eerst
in_een_zin: De datum wordt pas geprikt als de tolk bevestigd is.
trap: goed beschreven
begrippen: [thema.sociaal-tolken]
duur: vijf minuten per gesprek
regio: []
organisatie: bedacht voorbeeld
stewards: [secretariaat, sociaal tolk]
datum: 2026-10-01
herzien_op: 2027-11-01
onderzocht_met: [ouders met een tolk]
niet_onderzocht_met: [dove ouders]
gerelateerd: {casus: [de-brief]}
---
"""
BODY = """# Aanleiding
Kinderen vertaalden.

# Zo doe je het
1. Vraag de taal.
2. Boek de tolk
   en het gesprek samen.
3. Praat na.

# Wie
Het secretariaat.

# Tijd en middelen
Tolkbudget.

# Wat moeilijk was
Wachten.

# Wanneer niet
Bij acute nood.

# Effect voor jongeren
Geen kind als tolk.

# Effect voor het netwerk
Ouders spreken zelf.

# Hoe weet je of het werkt
Nul kindtolken.

# Stem van een jongere of ouder
"Ik mocht kind zijn."

# Overdraagbaarheid
Overal waar afspraken gemaakt worden.
"""


@pytest.fixture(autouse=True)
def _concepts():
    facet, _made = Facet.objects.get_or_create(
        pk="thema", defaults={"label_nl": "Thema", "label_fr": "Thème", "label_en": "Theme", "position": 1}
    )
    for number, name in enumerate(("thema.sociaal-tolken", "thema.inspraak")):
        Concept.objects.get_or_create(
            pk=name, defaults={"facet": facet, "label_nl": name, "label_fr": name, "label_en": name, "position": number}
        )


@pytest.fixture
def write(tmp_path):
    def written(text, name="tolk-eerst.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_file_becomes_a_published_practice(write):
    assert load([write(FRONT + BODY)]) == {"praktijk": 1}
    page = PracticePage.objects.get(slug="tolk-eerst")
    assert page.live
    assert (page.title, page.ladder, page.time_band, page.licence) == (
        "Tolk eerst", "goed-beschreven", "minuten", "CC BY-SA 4.0",
    )  # fmt: skip
    assert [step.value for step in page.steps] == [
        "Vraag de taal.", "Boek de tolk\nen het gesprek samen.", "Praat na.",
    ]  # fmt: skip
    assert [block.value for block in page.stewards] == ["secretariaat", "sociaal tolk"]
    assert [block.value for block in page.not_tested_with] == ["dove ouders"]
    assert [concept.pk for concept in page.concepts.all()] == ["thema.sociaal-tolken"]
    assert page.voice == '"Ik mocht kind zijn."'


def test_the_same_file_again_leaves_what_an_editor_did(write):
    path = write(FRONT + BODY)
    load([path])
    page = PracticePage.objects.get(slug="tolk-eerst")
    page.title = "Door een redacteur"
    page.save_revision().publish()
    load([path])
    page.refresh_from_db()
    assert page.title == "Door een redacteur"
    path.write_text(path.read_text().replace("Bij acute nood.", "Bij brand."))
    load([path])
    page.refresh_from_db()
    assert (page.title, page.not_when) == ("Tolk eerst", "Bij brand.")


def test_an_adaptation_is_linked_with_its_origin_whatever_the_order(write):
    child = FRONT.replace("slug: tolk-eerst", "slug: a-bewerking\nlijn: tolk-eerst").replace("Tolk eerst", "Bewerking")
    load([write(child + BODY, "a.md"), write(FRONT + BODY, "b.md")])
    assert PracticePage.objects.get(slug="a-bewerking").adapted_from.slug == "tolk-eerst"


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("trap: goed beschreven", "trap: geweldig"), 7, "'trap' is 'geweldig'"),
        (("stewards: [secretariaat, sociaal tolk]", "stewards: [secretariaat]"), 12, "'stewards' heeft 1 waarden"),
        (("[thema.sociaal-tolken]", "[thema.bestaat-niet]"), 8, "Het begrip 'thema.bestaat-niet'"),
        (("datum: 2026-10-01", "datum: gisteren"), 13, "'datum' moet een datum zijn"),
        (("onderzocht_met: [ouders met een tolk]\n", ""), 7, "De trap 'goed beschreven' vraagt 'onderzocht_met'"),
        (("slug: tolk-eerst", "slug: Tolk Eerst"), 4, "'slug' is 'Tolk Eerst'"),
        (("duur: vijf minuten per gesprek", "duur: vijf minuten\nduurklasse: lang"), 10, "'duurklasse' is 'lang'"),
        (("regio: []", "regio: [dom.taal]"), 10, "'dom.taal' is geen regio"),
        (("{casus: [de-brief]}", "{gerucht: [x]}"), 17, "'gerucht' kan niet"),
        (("organisatie:", "organizatie:"), 11, "'organizatie' is geen kenmerk"),
        (("in_een_zin: De", "in_een_zin: " + "x" * 200 + " De"), 6, "'in_een_zin' telt"),
        (("3. Praat na.\n", ""), 22, "'Zo doe je het' telt 2 stappen"),
        (("1. Vraag", "Vraag"), 23, "Nummer de stappen"),
        (("# Wanneer niet\nBij acute nood.\n", ""), 19, "Er is geen kop '# Wanneer niet'"),
        (("Bij acute nood.", ""), 37, "Onder 'Wanneer niet' staat niets"),
        (("# Wie\n", "# Wie dan ook\n"), 28, "De kop 'Wie dan ook' hoort niet"),
        (("# Wie\n", "# Aanleiding\n"), 28, "staat er twee keer"),
    ],
)
def test_an_error_names_file_line_and_reason_and_nothing_is_loaded(write, change, line, reason):
    whole = FRONT + BODY
    assert change[0] in whole
    bad = write(whole.replace(*change, 1), "fout.md")
    good = write(whole.replace("slug: tolk-eerst", "slug: goed"), "goed.md")
    with pytest.raises(ContentErrors) as caught:
        load([good, bad])
    (error,) = caught.value.errors
    assert (error.path, error.line) == (bad, line)
    assert reason in error.reason
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    ("words", "band"),
    [
        ("tien minuten per gesprek", TimeBand.MINUTES),
        ("twintig minuten per jongere per week", TimeBand.MINUTES),
        ("een uur", TimeBand.HOURS),
        ("vier avonden per jaar", TimeBand.DAYS),
        ("zes weken", TimeBand.LONGER),
        ("doorlopend", TimeBand.LONGER),
        ("elke week een kwartier", TimeBand.LONGER),
        ("zoveel als nodig", TimeBand.HOURS),
    ],
)
def test_time_is_sized_by_how_long_not_how_often(write, words, band):
    load([write(FRONT.replace("vijf minuten per gesprek", words) + BODY)])
    assert PracticePage.objects.get().time_band == band
