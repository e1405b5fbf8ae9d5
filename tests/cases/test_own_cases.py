"""The cases that the project brings along, loaded as a fresh site loads them."""

from django.core.management import call_command

from cases.models import CasePage
from pages.content import load
from people.models import Role
from tests.factories.people import RoleGrantFactory, UserFactory

REPORT = "/nl/casussen/evenwicht/"
TRANSLATED = ["acht-maten-rust", "brief-in-zijn-rugzak", "de-lamp-die-knippert", "vier-schepjes"]
MIRRORS = ["de-onderste-van-de-piramide", "de-wekker-van-zes-uur", "het-bankje-bij-de-brug"]
AGES = {"fase.6-12", "fase.12-16", "fase.16-18", "fase.18-25"}


def shape(case):
    """What notes of readers hold on to: every block's id, with the tasks and the ids of what the author wrote for them."""
    blocks = [
        block.id for name in ("stages", "voices", "knowledge", "questions", "guide") for block in getattr(case, name)
    ]
    tasks = [
        (stage.value["assignments"], stage.value["pause"], [bound.id for bound in stage.value[name].bound_blocks])
        for stage in case.stages
        for name in ("statements", "inquiries", "content")
    ]
    return blocks, tasks, sorted(case.concepts.values_list("pk", flat=True))


def test_twelve_cases_and_four_translations_load_and_repeat_nothing(client, tree, settings):
    call_command("import_thesaurus", verbosity=0)
    load(sorted(settings.CONTENT_DIR.glob("*/casussen/*.md")))

    dutch = {case.slug: case for case in CasePage.objects.live().filter(locale__language_code="nl")}
    french = {case.slug: case for case in CasePage.objects.live().filter(locale__language_code="fr")}
    assert (len(dutch), sorted(french)) == (12, TRANSLATED)
    for slug, translation in french.items():
        assert translation.translation_key == dutch[slug].translation_key
        assert shape(translation) == shape(dutch[slug])

    person = UserFactory()
    RoleGrantFactory(person=person, role=Role.EDITOR)
    client.force_login(person)
    report = client.get(REPORT).context["report"]
    assert (len(report.cases), [alert.message for alert in report.alerts]) == (12, [])

    told = set().union(*(case.concepts for case in report.cases))
    axes = set().union(*(case.tops("as") for case in report.cases))
    settings_told = {concept for concept in told if concept.startswith("set.")}
    assert (len(axes), len(settings_told)) == (18, 18)
    assert told >= AGES
    assert told >= {"regio.bxl", "regio.vl", "set.fr-amo", "set.fr-cpms"}  # Flanders, Brussels, French-speaking
    assert sorted(slug for slug, case in dutch.items() if len(case.mirror)) == MIRRORS
    asked = [len(stage.value["inquiries"]) for case in dutch.values() for stage in case.stages]
    assert {number for number in asked if number} == {8}
