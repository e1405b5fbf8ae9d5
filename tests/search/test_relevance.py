"""The gate: how good the answers are on the demo library, judged by hand from its content after the forms were written.

Who adds content judges it in judged.jsonl, or leaves it out of the measuring: only documents that are judged somewhere
are in the index here.
"""

from pathlib import Path

import pytest
from django.conf import settings

from search.engines.temporary import temporary
from search.evaluation.evaluating import evaluate
from search.evaluation.judged import VIEWER, audience_of, read_queries
from search.evaluation.measures import kendall_tau
from search.management.commands.evaluate_search import nothing
from search.reading import shipped_book
from tests.search.conftest import ENGINES, doc
from tests.search.library import library

QUERIES = read_queries(Path(__file__).with_name("judged.jsonl"))
BY_ANALYSIS = {"plain", "compound", "inflection", "typo", "phrase"}
BY_VOCABULARY = {"synonym", "french", "english", "abbreviation", "dated"}
SLUGS = frozenset(slug for query in QUERIES for slug in query.grades)
ORG = frozenset({str(audience_of(VIEWER))})
TEAM = audience_of("team:1")


def docs():
    """The library, and beside each of its texts the same text for one team: whatever leaks, leaks here."""
    shown = library(SLUGS)
    hidden = [doc(f"geheim-{one.key}", one.title, one.body, one.summary, audience=TEAM) for one in shown[::3]]
    return [*shown, *hidden]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    found = {}
    for name, book in (("analysis", nothing()), ("vocabulary", shipped_book(Path(settings.CONTENT_DIR)))):
        for engine in ENGINES:
            with temporary(engine, str(tmp_path_factory.mktemp(name))) as one:
                found[name, engine] = evaluate(docs(), QUERIES, engine=one, book=book, viewer=ORG)
    return found


def test_the_set_is_large_and_holds_every_kind():
    assert len(QUERIES) >= 80
    assert {query.kind for query in QUERIES} == BY_ANALYSIS | BY_VOCABULARY


def test_analysis_alone_finds_what_is_said_in_other_forms(measured):
    found = measured["analysis", "tantivy"].mean(BY_ANALYSIS)
    assert found["ndcg@10"] >= 0.80
    assert found["recall@10"] >= 0.83


def test_the_vocabulary_finds_what_is_said_in_other_words(measured):
    found = measured["vocabulary", "tantivy"]
    assert found.mean(["synonym"])["ndcg@10"] >= 0.75
    assert {kind: found.mean([kind])["ndcg@10"] >= 0.65 for kind in BY_VOCABULARY} == dict.fromkeys(BY_VOCABULARY, True)
    assert found.mean(BY_ANALYSIS)["ndcg@10"] >= measured["analysis", "tantivy"].mean(BY_ANALYSIS)["ndcg@10"] - 0.01


def test_hardly_a_question_finds_nothing_and_nothing_leaks(measured):
    assert len(measured["vocabulary", "tantivy"].zero_results) <= 2
    assert {pair: one.leaked for pair, one in measured.items()} == {pair: [] for pair in measured}


@pytest.mark.parametrize("words", ["analysis", "vocabulary"])
def test_the_engines_agree_on_the_order(measured, words):
    reference = measured[words, "memory"].rankings
    for engine in set(ENGINES) - {"memory"}:
        others = measured[words, engine].rankings
        taus = [kendall_tau(reference[query][:10], others[query][:10]) for query in reference]
        assert sum(taus) / len(taus) >= 0.9
