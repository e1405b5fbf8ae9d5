"""Words laid on passages: what comes out of them, what is refused, and that it tells nobody what another one marked."""

from itertools import combinations, combinations_with_replacement, product

import pytest

from reflection.guarded import DIVIDED, FEW, MANY, Overlay, Part, Refused, Sheet
from reflection.guarded.overlays import release_overlay, sorted_on

WORDS = ("a", "b", "c", "d")
OVERLAY = Overlay(
    code="zinnen", about="proef", thresholds={"kring": 5}, words=WORDS, most=3,
    holds=lambda _part: True, sheet=lambda _about: Sheet((), lambda _values: {}),
)  # fmt: skip
TOO_FEW = "Er tellen te weinig mensen mee: minstens 5. Bij minder kan je raden wie wat koos."


def sheet(passages, *more):
    parts = tuple(Part(f"deel-{n}", count, {"nl": []}) for n, count in enumerate((passages, *more), 1))
    return Sheet(parts, lambda values: values)


def told(given, threshold=5, passages=None):
    """What comes out of one part, where each person marked these words on each passage."""
    people = [{"deel-1": tuple(frozenset(words) for words in person)} for person in given]
    return release_overlay(OVERLAY, sheet(passages or len(given[0])), threshold, people)


def passages_of(table):
    return [(each["word"], each["at_least"], each["words"]) for each in table["parts"]["deel-1"]["passages"]]


def test_five_people_words_and_no_numbers():
    given = [("a", "", "b"), ("ab", "", "c"), ("a", "c", "d"), ("", "c", ""), ("", "", "a")]
    table = told(given)
    assert (table["parts"]["deel-1"]["people"], table["parts"]["deel-1"]["told"]) == (5, {"nl": []})
    assert passages_of(table) == [(MANY, None, {"a": None}), (FEW, None, {}), (MANY, None, {})]


def test_ten_people_get_a_number_where_both_sides_are_large_enough():
    given = [("a", "b", "")] * 5 + [("", "b", "a")] * 1 + [("", "b", "")] * 4
    assert passages_of(told(given)) == [
        (DIVIDED, 5, {"a": 5}),
        (MANY, None, {"b": None}),
        (FEW, None, {}),
    ]


def test_numbers_are_rounded_down_and_fewer_than_half_may_have_one():
    given = [("ab", "")] * 7 + [("c", "d")] * 2 + [("", "a")] * 13
    assert passages_of(told(given)) == [(FEW, 5, {"a": 5, "b": 5}), (MANY, 15, {"a": 10})]


def test_no_more_words_are_told_than_one_person_can_lay():
    given = [("abc", ""), ("abd", "a"), ("acd", ""), ("bcd", ""), ("abcd"[:3], "")]
    assert passages_of(told(given))[0] == (MANY, None, {"a": None, "b": None, "c": None})


@pytest.mark.parametrize(
    ("people", "threshold", "because"),
    [(4, 5, "four people"), (5, 6, "five where six are asked"), (5, 4, "no such threshold"), (9, None, "none")],
)
def test_too_few_people_or_no_threshold_is_refused(people, threshold, because):
    assert isinstance(told([("a", "b")] * people, threshold), Refused), because


def test_a_part_that_too_few_marked_in_is_left_out_and_refused_where_there_is_no_other():
    both = {"deel-1": (frozenset("a"), frozenset()), "deel-2": (frozenset("b"), frozenset())}
    first = {"deel-1": both["deel-1"]}
    table = release_overlay(OVERLAY, sheet(2, 2), 5, [both] * 4 + [first])
    assert (table["parts"]["deel-1"]["people"], table["parts"]["deel-2"]) == (5, None)
    second = {"deel-2": both["deel-2"]}
    refused = release_overlay(OVERLAY, sheet(2, 2), 5, [first] * 4 + [second] * 4)
    assert refused == Refused(f"In geen enkel deel merkten genoeg mensen een zin. {TOO_FEW}")


def test_one_passage_is_no_choice():
    assert isinstance(told([("a",)] * 9), Refused)


@pytest.mark.parametrize(
    ("values", "because"),
    [
        ({"deel-1": (frozenset("a"),)}, "other passages than the text has"),
        ({"deel-1": (frozenset("x"), frozenset())}, "a word that is none of them"),
        ({"deel-1": (frozenset("abcd"), frozenset())}, "more than can be laid"),
        ({"weg": (frozenset("a"), frozenset())}, "a part that is not there"),
    ],
)
def test_what_cannot_be_does_not_count(values, because):
    with pytest.raises((ValueError, KeyError)):
        pytest.fail(f"{sorted_on(OVERLAY, sheet(2), values)}: {because}")


def test_who_marked_in_no_part_or_took_it_back_is_not_there():
    nothing, one = (frozenset(), frozenset()), (frozenset("a"), frozenset())
    assert sorted_on(OVERLAY, sheet(2), {}) is None
    assert sorted_on(OVERLAY, sheet(2), {"deel-1": nothing}) is None
    assert sorted_on(OVERLAY, sheet(2, 2), {"deel-1": nothing, "deel-2": one}) == {"deel-2": one}


def frozen(table):
    return repr(table)


@pytest.mark.parametrize(("n", "passages"), [(5, 2), (6, 2), (7, 2), (5, 3)])
def test_it_never_tells_one_of_them_which_passage_another_marked(n, passages):
    """All ways in which n people can mark at least one passage each: whoever knows their own marks can still think of
    each passage, for each of the others, that they marked it and that they did not."""
    ways = [way for way in product(("", "a"), repeat=passages) if any(way)]
    possible = {}
    for others in combinations_with_replacement(ways, n - 1):
        for own in ways:
            seen = possible.setdefault((own, frozen(told([own, *others]))), [set() for _ in range(passages)])
            for number in range(passages):
                # Anybody may be any of the others: what one of them did is what this one person may have done.
                seen[number] |= {way[number] for way in others}
    pinned = {key for key, seen in possible.items() if any(len(each) < 2 for each in seen)}
    assert pinned == set()


@pytest.mark.parametrize("n", [5, 6])
def test_it_never_tells_one_of_them_which_words_another_laid(n):
    """The same for the words on one passage, beside a second one that anybody may have marked instead."""
    ways = [frozenset(chosen) for size in (0, 1, 3) for chosen in combinations(WORDS, size)]
    if n > 5:
        ways = [way for way in ways if not way or "a" in way or way == frozenset("bcd")]
    possible = {}
    for others in combinations_with_replacement(ways, n - 1):
        for own in ways:
            table = told([(own, "a" if not own else ""), *((way, "a" if not way else "") for way in others)])
            seen = possible.setdefault((own, frozen(table)), {word: set() for word in (*WORDS, "any")})
            for way in others:
                for word in WORDS:
                    seen[word].add(word in way)
                seen["any"].add(bool(way))
    pinned = {key: each for key, seen in possible.items() for each, said in seen.items() if len(said) < 2}
    assert pinned == {}
