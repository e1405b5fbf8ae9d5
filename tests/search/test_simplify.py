"""The same question in fewer steps finds the same and is worth the same: held against the reference engine."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Plan
from search.engines.memory import MemoryEngine
from search.simplify import matching, standing
from search.tree import Best, Constant, Leaf, Sum
from tests.search.conftest import EVERYBODY, doc, filled

TEXTS = ("tolk", "tolk gezin", "gezin school", "school school tolk", "taal", "tolk taal gezin school")
leaves = st.builds(Leaf, st.sampled_from(["title", "body", "parts"]), st.sampled_from(["tolk", "gezin", "school", "weg"]),
                   st.sampled_from([1.0, 0.5]))  # fmt: skip


def larger(inner):
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Best, several),
        st.builds(Sum, several, st.sampled_from([1, 1, 2]), st.sampled_from([1.0, 0.3])),
        st.builds(Constant, inner, st.just(2.0)),
    )


LIBRARY = filled(MemoryEngine(), *(doc(str(number), text, text) for number, text in enumerate(TEXTS)))
HELD = {"title": {"tolk", "gezin", "school", "taal"}, "body": {"tolk", "gezin", "school", "taal"}, "parts": set()}


def worth(node):
    if node is None:
        return {}
    return {hit.pk: round(hit.score, 6) for hit in LIBRARY.search(Plan(scored=node, limit=99), EVERYBODY).hits}


@settings(max_examples=300)
@given(st.recursive(leaves, larger, max_leaves=12))
def test_what_stands_is_worth_the_same(node):
    assert worth(standing(node, lambda field, key: int(key in HELD[field]))) == worth(node)


@settings(max_examples=300)
@given(st.recursive(leaves, larger, max_leaves=12))
def test_what_matches_is_found_the_same(node):
    assert worth(matching(node)).keys() == worth(node).keys()


def test_a_word_with_its_parts_becomes_one_choice():
    word = Best((Sum((Leaf("title", "a", 1.5), Leaf("body", "a"))), Sum((Leaf("parts", "b"), Leaf("parts", "c")), 2)))
    assert matching(Best((word, Sum((Leaf("parts", "b"), Leaf("parts", "c")), boost=0.3)))) == Sum(
        (Leaf("title", "a"), Leaf("body", "a"), Leaf("parts", "b"), Leaf("parts", "c"))
    )
    assert standing(word, lambda field, _key: int(field == "title")) == Leaf("title", "a", 1.5)
