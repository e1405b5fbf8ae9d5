"""A note met outside its place: with a title, a question and readable lines, in the language being read."""

import uuid

import pytest
from django.utils import translation

from cases.models import CasePage
from people.models.audience import of_people
from reflection.origins import Line, Origin, all_kinds, describe_origins
from tests.factories.cases import make_case
from tests.factories.modules import block, id_of, module, unit
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]

GONE = "Iets dat niet meer te lezen is"


@pytest.fixture
def person(tree):
    return UserFactory()


def origin(person, about):
    return describe_origins(person, [about])[about]


def test_the_rooms_say_what_their_kinds_are_called(db):
    assert [str(each.label) for each in all_kinds()] == [
        "Casussen", "Spiegelrondes", "Modules", "Intervisie", "Logboek", "Later opnieuw",
    ]  # fmt: skip


def test_a_case_says_where_a_note_stands_and_what_was_asked(person):
    case = make_case()
    first, second = case.stages[0].id, case.stages[1].id
    found = origin(person, case.about)
    assert (found.title, found.url) == ("Casus proef", "/nl/casussen/proef/")
    told = [
        (found.section(part), found.question(part), found.place(part))
        for part in (f"fase.{first}.gezien", f"fase.{second}.assen", "meenemen", "doe-stap", "iets-anders")
    ]
    assert told == [
        ("Titel canary-title-1", "Wat heb je gezien of gehoord?", "/nl/casussen/proef/fase/1/"),
        ("Titel canary-title-2", "Welke lijnen kruisen hier?", "/nl/casussen/proef/fase/2/"),
        ("Wat neem je mee", "Wat veranderde er in je beeld?", "/nl/casussen/proef/slot/"),
        ("Wat neem je mee", "Doe-stap", "/nl/casussen/proef/slot/"),
        ("", "", "/nl/casussen/proef/"),
    ]


def test_the_parts_of_a_case_stand_in_the_order_of_reading(person):
    case = make_case()
    first, second = case.stages[0].id, case.stages[1].id
    parts = [
        f"fase.{first}.gezien", f"fase.{first}.ingevuld", f"fase.{first}.vraag", f"fase.{first}.assen",
        f"fase.{first}.zekerheid", f"fase.{second}.gezien", "meenemen", "doe-stap", "fase.weg.gezien", "onbekend",
    ]  # fmt: skip
    found = origin(person, case.about)
    backwards = parts[::-1]
    assert sorted(backwards, key=found.order)[:8] == parts[:8]
    assert set(sorted(parts, key=found.order)[8:]) == set(parts[8:])


@pytest.mark.parametrize(
    ("what", "value", "lines"),
    [
        ("gezien", {"tekst": "Noé vertaalt.", "weet_niet": False}, [Line("", "Noé vertaalt.")]),
        ("gezien", {"tekst": "", "weet_niet": True}, [Line("", "Weet ik (nog) niet")]),
        (
            "vraag",
            {"vraag": "Wat wil je?", "aan": "Noé", "weet_niet": False},
            [Line("Je vraag", "Wat wil je?"), Line("Aan wie", "Noé")],
        ),
        ("zekerheid", {"getal": 0, "weet_niet": False}, [Line("", "0 van 100")]),
        ("zekerheid", {"getal": None, "weet_niet": True}, [Line("", "Weet ik (nog) niet")]),
        (
            "assen",
            {"gewichten": {"as.gezin": None, "as.taal": 3, "as.plaats": 0}},
            [Line("Taal", "sterk"), Line("Gezin", "weet ik (nog) niet"), Line("Plaats", "speelt niet mee")],
        ),
        ("verder", {"hoe": "geschreven"}, []),
        ("nieuw-soort", {"diep": {"a": ["één", "", "twee"], "getal": 3}}, [Line("", "één"), Line("", "twee")]),
    ],
)
def test_each_answer_of_a_case_reads_as_words(person, what, value, lines):
    case = make_case()
    assert origin(person, case.about).lines(f"fase.{case.stages[0].id}.{what}", value) == lines


def test_a_step_reads_with_its_day(person):
    found = origin(person, make_case().about)
    assert found.lines("doe-stap", {"als": "ik bel", "dan": "wacht ik", "tegen": "2026-12-04"}) == [
        Line("Als …", "ik bel"),
        Line("dan …", "wacht ik"),
        Line("Tegen wanneer?", "4 december 2026"),
    ]
    assert found.lines("doe-stap", {"geen": True}) == [Line("", "Geen stap nu")]
    assert found.lines("doe-stap", {"als": "x", "tegen": "morgen"})[-1] == Line("Tegen wanneer?", "morgen")


def made_module(**fields):
    said = [{"type": "item", "id": id_of(text), "value": text} for text in ("Ik wachtte.", "Ik vroeg door.")]
    scale = block("scale", "De week", text="", statements=said)
    return module(
        unit("Kijken", block("writing", "Gezien", text="Wat *zag* je?"), block("writing", "Leeg", text="")),
        unit("Doen", block("practice_task", "Tien minuten", text="Plan."), block("do_step", "Klein", text=""), scale),
        slug="proef",
        title="Vertragen",
        **fields,
    )


def test_a_module_says_where_a_note_stands_and_what_was_asked(person):
    page = made_module()
    found = origin(person, f"module:{page.translation_key}")
    assert (found.title, found.url) == ("Vertragen", "/nl/modules/proef/")
    told = [
        (found.section(part), found.question(part), found.place(part))
        for part in (id_of("Gezien"), id_of("Leeg"), id_of("Tien minuten"), "weg")
    ]
    assert told == [
        ("Kijken", "Gezien: Wat zag je?", f"/nl/modules/proef/kijken/#blok-{id_of('Gezien')}"),
        ("Kijken", "Leeg", f"/nl/modules/proef/kijken/#blok-{id_of('Leeg')}"),
        ("Doen", "Tien minuten: Plan.", f"/nl/modules/proef/doen/#blok-{id_of('Tien minuten')}"),
        ("", "", "/nl/modules/proef/"),
    ]
    parts = [id_of(key) for key in ("Gezien", "Leeg", "Tien minuten", "Klein", "De week")]
    assert sorted(["weg", *parts[::-1]], key=found.order) == [*parts, "weg"]


def test_each_answer_of_a_module_reads_as_words(person):
    page = made_module()
    found = origin(person, f"module:{page.translation_key}")
    first, second = f"s-{id_of('Ik wachtte.')}", f"s-{id_of('Ik vroeg door.')}"
    assert found.lines(id_of("Gezien"), {"text": "Een jas."}) == [Line("", "Een jas.")]
    assert found.lines(id_of("Klein"), {"then": "bel ik", "due_on": "2026-12-04"}) == [
        Line("Ik doe", "bel ik"),
        Line("Tegen wanneer?", "4 december 2026"),
    ]
    assert found.lines(id_of("Tien minuten"), {"when": "ze belt", "then": "wacht ik", "due_on": None}) == [
        Line("Als …", "ze belt"),
        Line("dan …", "wacht ik"),
    ]
    value = {second: "5", first: "weet-niet", "s-weg": "1", "s-open": ""}
    assert found.lines(id_of("De week"), value) == [
        Line("Ik wachtte.", "weet ik (nog) niet"),
        Line("Ik vroeg door.", "altijd"),
        Line("", "nooit"),
    ]


def test_what_is_gone_hidden_or_unknown_is_told_alike_and_ones_own_words_stay_readable(person):
    hidden = make_case("verborgen")
    hidden.audience = of_people([UserFactory()])
    hidden.save()
    away = make_case("weg")
    away.unpublish()
    closed = made_module()
    closed.unpublish()
    abouts = [
        hidden.about, away.about, f"casus:{uuid.uuid4()}", "casus:geen-sleutel", f"module:{closed.translation_key}",
        "module:x", "niets:1", "",
    ]  # fmt: skip
    found = describe_origins(person, abouts)
    assert [(found[each].title, found[each].url, found[each].place("a.b.gezien")) for each in abouts] == [
        (GONE, "", "")
    ] * len(abouts)
    assert found[hidden.about].lines("fase.x.gezien", {"tekst": "Van mij"}) == [Line("", "Van mij")]
    assert found["niets:1"].lines("x", {"tekst": "Van mij"}) == [Line("", "Van mij")]


def test_the_language_being_read_comes_first_and_another_is_named(person):
    case = make_case()
    french = make_case("essai", language="fr")
    CasePage.objects.filter(pk=french.pk).update(translation_key=case.translation_key)
    only_dutch = make_case("enkel")
    told = {}
    for language in ("nl", "fr"):
        with translation.override(language):
            both, one = describe_origins(person, [case.about, only_dutch.about]).values()
            told[language] = [(each.title, each.language) for each in (both, one)]
            assert one.place(f"fase.{only_dutch.stages[0].id}.gezien") == "/nl/casussen/enkel/fase/1/"
    assert told == {
        "nl": [("Casus proef", ""), ("Casus enkel", "")],
        "fr": [("Casus essai", ""), ("Casus enkel", "nl")],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_query_for_each_kind_however_many_there_are(person, count, django_assert_num_queries):
    abouts = [make_case(f"c{n}").about for n in range(count)]
    abouts += [
        f"module:{module(unit('Eerst', block('writing', 'x', text='y'))).translation_key}" for _n in range(count)
    ]
    describe_origins(person, abouts)
    with django_assert_num_queries(2):
        found = describe_origins(person, abouts)
        told = [(each.title, each.url, each.section(id_of("x")), each.order("doe-stap")) for each in found.values()]
    assert len(told) == 2 * count


def test_the_neutral_origin_never_raises(db):
    plain = Origin("Iets")
    assert (plain.section("x"), plain.question("x"), plain.place("x"), plain.lines("x", {})) == ("", "", "", [])
