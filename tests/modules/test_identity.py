"""Ids follow what a writer did to a text: move, rename, add, remove."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.identity import Thing, identify

SEED = uuid.UUID(int=7)
OLD = [Thing("unit", title, place=place, id=f"id-{title}") for place, title in enumerate("ABC")]


def ids(*titles):
    return identify(SEED, [Thing("unit", title, place=place) for place, title in enumerate(titles)], OLD)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ("ABC", ["id-A", "id-B", "id-C"]),
        ("CAB", ["id-C", "id-A", "id-B"]),
        ("AxC", ["id-A", "id-B", "id-C"]),
        ("AC", ["id-A", "id-C"]),
    ],
    ids=["same", "moved", "renamed", "removed"],
)
def test_what_was_there_keeps_its_id(titles, expected):
    assert ids(*titles) == expected


def test_what_is_new_gets_an_id_of_its_own_and_the_same_one_every_time():
    assert ids(*"xABC")[1:] == ["id-A", "id-B", "id-C"]
    assert ids(*"xABC") == ids(*"xABC")
    assert ids(*"xABC")[0] not in {"id-A", "id-B", "id-C"}


def test_the_same_question_in_two_units_stays_with_its_unit():
    old = [Thing("writing", "Met wie?", home, 0, f"id-{home}") for home in ("u1", "u2")]
    new = [Thing("writing", "Met wie?", home, 0) for home in ("u2", "u1")]
    assert identify(SEED, new, old) == ["id-u2", "id-u1"]


def test_a_block_that_moves_to_another_unit_takes_its_id_along():
    old = [Thing("writing", "Gezien", "u1", 1, "id-gezien"), Thing("text", "Lees", "u1", 0, "id-lees")]
    new = [Thing("text", "Lees", "u1", 0), Thing("writing", "Gezien", "u2", 0)]
    assert identify(SEED, new, old) == ["id-lees", "id-gezien"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("12")), max_size=8))
def test_ids_are_never_given_twice(names):
    new = [Thing(sort, title, home, place) for place, (sort, title, home) in enumerate(names)]
    found = identify(SEED, new, [])
    assert len(set(found)) == len(new)
    old = [Thing(each.sort, each.title, each.home, each.place, known) for each, known in zip(new, found, strict=True)]
    assert identify(SEED, new, old) == found
