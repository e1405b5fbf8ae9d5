"""The practices that the project brings along, loaded as a fresh site loads them."""

from collections import Counter

import yaml
from django.core.management import call_command

from pages.content import load
from practices.models import PracticePage

FROM_ANOTHER = {
    "bellen-over-tijdzones": "huisregels-met-een-waarom",
    "bezoek-op-kindermaat": "vaders-op-zaterdag",
    "bord-bewaren": "huisregels-met-een-waarom",
    "roepnaam-in-het-systeem": "naam-goed-gezegd",
    "spreekuur-met-oplader": "tien-minutenstoel",
    "telefoon-mag-aan": "een-keer-bewijzen",
    "tolk-op-het-oudercontact": "tolk-eerst-agenda",
    "verslag-om-te-beluisteren": "dagboek-dat-meegelezen-wordt",
}
AGES = {"fase.0-6", "fase.6-12", "fase.12-16", "fase.16-18", "fase.18-25"}
REGIONS = {
    *("regio.vl", "regio.antwerpen", "regio.limburg", "regio.ovl", "regio.vbr", "regio.wvl"),
    *("regio.bxl", "regio.nl"),
}


def shape(page):
    """What a translation may not change: how sure we are, how long it takes, the steps and the words it carries."""
    concepts = sorted(page.concepts.values_list("pk", flat=True))
    return page.ladder, page.time_band, [step.id for step in page.steps], concepts


def test_our_own_practices_load_with_every_step_of_the_ladder(tree, settings):
    call_command("import_thesaurus", verbosity=0)
    load(sorted(settings.CONTENT_DIR.glob("*/praktijken/*.md")))

    own = {page.slug: page for page in PracticePage.objects.live().filter(locale__language_code="nl")}
    assert Counter(page.ladder for page in own.values()) == {
        "idee": 5, "uitgeprobeerd": 15, "goed-beschreven": 10, "onderbouwd": 5, "onderzocht": 5,
    }  # fmt: skip
    assert {slug: page.adapted_from.slug for slug, page in own.items() if page.adapted_from} == FROM_ANOTHER
    assert sorted(slug for slug, page in own.items() if page.discouraged_because) == ["cultuurkoffer", "leerlingtolken"]
    assert [slug for slug, page in own.items() if not page.organisation.startswith("Bedacht voorbeeld")] == []
    assert [slug for slug, page in own.items() if "(Bedacht citaat)" not in page.voice] == []

    french = {page.slug: page for page in PracticePage.objects.live().filter(locale__language_code="fr")}
    assert sorted(french) == ["twee-talen-een-blad", "wieg-in-het-lokaal"]
    for slug, page in french.items():
        assert (page.translation_key, shape(page)) == (own[slug].translation_key, shape(own[slug]))
    assert [slug for slug, page in french.items() if not page.organisation.startswith("Exemple inventé")] == []

    told = {concept.pk for page in own.values() for concept in page.concepts.all()}
    assert {concept for concept in told if concept.startswith("regio.")} == REGIONS
    assert told >= AGES


def test_what_belongs_with_a_practice_is_there(settings):
    folders = {"casus": "casussen", "module": "modules", "praktijk": "praktijken"}
    missing = [
        (path.stem, slug)
        for path in settings.CONTENT_DIR.glob("*/praktijken/*.md")
        for kind, slugs in yaml.safe_load(path.read_text().split("---\n", 2)[1]).get("gerelateerd", {}).items()
        for slug in slugs
        if not (settings.CONTENT_DIR / "nl" / folders[kind] / f"{slug}.md").exists()
    ]
    assert missing == []
