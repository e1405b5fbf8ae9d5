"""Hints while writing: every form of a word is seen, no other word is, and a word that hurts is not repeated."""

import pytest

from tests.factories.vocabulary import NO_ECHO, load_small
from vocabulary.hints import Place, hints_in
from vocabulary.models import LanguageTip

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(db):
    load_small()
    LanguageTip.objects.all().delete()
    for position, (name, words, spoken) in enumerate(
        [
            ("taal.allochtoon", ["allochtoon"], True),
            ("taal.slaaf", ["slaaf"], True),
            ("taal.ras", ["ras"], True),
            ("taal.kansarm", ["kansarm"], True),
            ("taal.twee", ["tussen twee culturen"], True),
            ("taal.kwets", [NO_ECHO], False),
        ]
    ):
        LanguageTip.objects.create(
            id=name, term=words[0], matches=words, status="vermijd", surface=["editor"], position=position,
            term_may_be_spoken=spoken, note_may_be_spoken=spoken, no_echo=not spoken,
        )  # fmt: skip
    LanguageTip.objects.create(
        id="taal.elders", term="kansrijk", matches=["kansrijk"], status="context", surface=["search"], position=9
    )


TABLE = [
    ("Een allochtoon gezin.", ["taal.allochtoon"]),
    ("Een allochtone jongen.", ["taal.allochtoon"]),
    ("ALLOCHTONEN zeggen ze.", ["taal.allochtoon"]),
    ("De slaven en de slaaf.", ["taal.slaaf"]),
    ("Een ras. Geen rasp, geen terras.", ["taal.ras"]),
    ("Rassen.", []),
    ("Kansarme kinderen.", ["taal.kansarm"]),
    ("Kansarmoede is iets anders.", []),
    ("Hij leeft tussen twee\nculturen.", ["taal.twee"]),
    (f"Zij is geen {NO_ECHO}.", ["taal.kwets"]),
    ("Een kansrijk kind.", []),
    ("Noé vertaalt.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_which_words_are_seen(guide, text, expected):
    assert [hint.tip.pk for hint in hints_in([Place("fase 1", text)])] == expected


def test_a_hint_says_where_and_never_repeats_a_word_that_hurts(guide):
    places = [
        Place("titel", "Een kansarm dorp."),
        Place("fase 1", f"Kansarm en {NO_ECHO}."),
        Place("fase 1", "Nog eens kansarm."),
    ]
    plain, hurting = hints_in(places)
    assert plain.where == ("titel", "fase 1")
    assert plain.sentences == ("Een kansarm dorp.", f"Kansarm en {NO_ECHO}.", "Nog eens kansarm.")
    assert (hurting.where, hurting.sentences) == (("fase 1",), ())


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_however_long_the_text(guide, count, django_assert_num_queries):
    with django_assert_num_queries(1):
        hints_in([Place("fase 1", "Een kansarm dorp.")] * count)
