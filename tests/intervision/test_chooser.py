"""The chooser: a truth table over all answers, and its page."""

import itertools
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from intervision.chooser import REASONS, TABLE, Doubt, Known, Time, Want, advise, slugs_for, trust_of
from tests.factories.intervision import make_method

CATALOGUE = Path(settings.CONTENT_DIR, "methoden.json")
SLUGS = {entry["slug"] for entry in json.loads(CATALOGUE.read_text(encoding="utf-8"))}
ANSWERS = {"wil": "ideeen", "kennen": "nieuw", "twijfel": "nee", "tijd": "90"}


@pytest.mark.parametrize(
    ("known", "doubt", "trust"),
    [
        ("nieuw", "nee", "low"),
        ("nieuw", "ja", "low"),
        ("een-tijd", "nee", "medium"),
        ("een-tijd", "ja", "low"),
        ("lang", "nee", "high"),
        ("lang", "ja", "medium"),
    ],
)
def test_doubt_takes_one_step_of_trust_away(known, doubt, trust):
    assert trust_of(known, doubt) == trust


LOW, MEDIUM, HIGH, SHORT = (
    ("nieuw", "nee", "90"),
    ("een-tijd", "nee", "90"),
    ("lang", "nee", "90"),
    ("lang", "nee", "30"),
)


@pytest.mark.parametrize(
    ("want", "low", "medium", "high", "short"),
    [
        ("ideeen", "incident vijfstappen", "collegiale-beratung incident", "roddel collegiale-beratung",
         "troika vijfstappen"),
        ("eigen-aandeel", "tienstappen", "action-learning tienstappen", "balint action-learning", "cura"),
        ("contact", "consultancy", "topoi-analyse reflecterend-team", "balint topoi-analyse reflecterend-team", ""),
        ("afwegen", "cura", "dilemma socratisch", "dilemma socratisch", "cura"),
        ("macht", "topoi-analyse", "kruispuntronde topoi-analyse", "graces kruispuntronde", ""),
        ("energie", "leren-van-successen", "leren-van-successen", "reflecterend-team leren-van-successen",
         "leren-van-successen"),
        ("na-agressie", "imi", "imi reflecterend-team", "balint imi", "imi"),
        ("levensvraag", "consultancy", "action-learning consultancy", "clearness action-learning", ""),
    ],
)  # fmt: skip
def test_what_each_answer_leads_to(want, low, medium, high, short):
    found = [" ".join(slugs_for(want, *answers)) for answers in (LOW, MEDIUM, HIGH, SHORT)]
    assert found == [low, medium, high, short]


def test_every_combination_leads_to_at_most_three_methods_that_exist():
    for answers in itertools.product(Want.values, Known.values, Doubt.values, Time.values):
        found = slugs_for(*answers)
        assert len(found) == len(set(found)) <= 3
        assert set(found) <= SLUGS


def test_every_method_is_offered_somewhere_and_has_its_reason():
    assert {slug for row in TABLE.values() for slugs in row.values() for slug in slugs} == SLUGS
    assert set(REASONS) == SLUGS


def test_a_method_that_asks_more_trust_or_time_is_offered_with_a_warning(db):
    make_method("imi", trust="medium")
    (advice,) = advise("na-agressie", "nieuw", "nee", "60")
    assert advice.warnings == ("Deze methode vraagt dat jullie elkaar kennen; kies gerust een andere.",)
    (advice,) = advise("na-agressie", "lang", "nee", "30")
    assert advice.warnings == ()


def test_a_method_that_takes_longer_says_how_long(db):
    make_method("imi", *({"minutes": 45, "least": 40, "most": 50},), trust="low")
    (advice,) = advise("na-agressie", "nieuw", "nee", "30")
    assert advice.warnings == ("Met openen en afsluiten duurt ze 45 minuten. Neem er meer tijd voor.",)


def test_only_written_methods_are_offered(db):
    assert advise("ideeen", "nieuw", "nee", "90") == []


def test_the_page_answers_by_its_address_alone(client, db):
    make_method("incident")
    make_method("vijfstappen")
    url = reverse("intervision:choose")
    page = client.get(url, ANSWERS).content.decode()
    assert page.index("Incident") < page.index("Vijfstappen")
    assert str(REASONS["incident"]) in page
    assert page.count("checked") == 4


def test_the_empty_page_asks_and_a_half_answer_says_what_is_missing(client, db):
    url = reverse("intervision:choose")
    empty = client.get(url).content.decode()
    assert ("errorlist" in empty, "Dit past bij jullie" in empty) == (False, False)
    half = client.get(url, {"wil": "ideeen"}).content.decode()
    assert (half.count("errorlist"), "Dit past bij jullie" in half) == (3, False)
    assert "errorlist" in client.get(url, ANSWERS | {"tijd": "weg"}).content.decode()


@pytest.mark.parametrize("slugs", [("balint",), ("balint", "topoi-analyse", "reflecterend-team")])
def test_advice_costs_two_queries(db, django_assert_num_queries, slugs):
    for slug in slugs:
        make_method(f"{slug}-anders", adapted_from=make_method(slug))
    with django_assert_num_queries(2):
        assert len(advise("contact", "lang", "nee", "90")) == len(slugs)


def test_a_version_that_somebody_made_stands_below_what_it_came_from(client, db):
    """One that was taken out of the list does not, nor one of a method that does not suit."""
    origin, other = make_method("incident"), make_method("balint")
    make_method("onze-incident", adapted_from=origin)
    make_method("weg-incident", adapted_from=origin, is_offered=False)
    make_method("onze-balint", adapted_from=other)
    advice = advise(*ANSWERS.values())
    assert [[version.slug for version in each.versions] for each in advice] == [["onze-incident"]]
    page = client.get(reverse("intervision:choose"), ANSWERS).content.decode()
    assert "Er bestaat ook een aangepaste versie:" in page
    assert '<a href="/nl/intervisie/methoden/onze-incident/" lang="nl">Onze-incident</a>' in page
