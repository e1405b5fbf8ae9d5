"""Every list of the house is narrowed by the same component: links in folded groups, several values in one group."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from pages.concept_use import bits_of
from search.choosing import Group, Shelf, by_count, empty_last, group, passes, picked_in, switched
from tests.conftest import BASE
from tests.factories.cases import make_case

LISTS = ["cases/index.html", "practices/index.html", "modules/module_index_page.html", "search/found.html"]


@pytest.mark.parametrize("template", LISTS)
def test_every_list_uses_the_one_component(template):
    source = (BASE / "templates" / template).read_text()
    assert source.count('{% include "components/filters.html"') == 1
    assert source.count('{% include "components/picked.html"') == 1
    assert "<form" not in source


THINGS = [{"duur": {"kort"}, "as": {"taal", "gezin"}}, {"duur": {"lang"}, "as": {"taal"}}, {"duur": {"lang"}}]
LABELS = {"taal": "Taal", "gezin": "Gezin", "plaats": "Plaats"}


def told(one: Group):
    return [(option.value, option.count, option.picked, option.url) for option in one.options]


def test_a_count_says_what_picking_would_leave_given_the_other_groups():
    assert told(group("as", "As", LABELS, THINGS, {"duur": ["lang"]})) == [
        ("taal", 1, False, "?duur=lang&as=taal"),
        ("gezin", 0, False, ""),
        ("plaats", 0, False, ""),
    ]
    assert told(group("as", "As", LABELS, THINGS, {"as": ["gezin"]})) == [
        ("taal", 2, False, "?as=gezin&as=taal"),
        ("gezin", 1, True, "?"),
        ("plaats", 0, False, ""),
    ]


def test_what_is_picked_stays_to_be_let_go_although_it_leaves_nothing():
    groups = [group("as", "As", LABELS, THINGS, {"as": ["gezin"], "duur": ["lang"]})]
    assert [(option.value, option.count, option.url) for option in picked_in(groups)] == [("gezin", 0, "?duur=lang")]


def test_within_a_group_any_will_do_and_groups_weigh_together():
    picks = {"as": ["taal", "gezin"], "duur": ["lang"]}
    assert [passes(thing, picks) for thing in THINGS] == [False, True, False]
    assert [passes(thing, picks, without="as") for thing in THINGS] == [False, True, True]


VALUES = st.fixed_dictionaries(
    {"as": st.sets(st.sampled_from(sorted(LABELS))), "duur": st.sets(st.sampled_from(["kort", "lang"]), max_size=1)}
)
PICKS = st.dictionaries(
    st.sampled_from(["as", "duur", "elders"]), st.lists(st.sampled_from([*LABELS, "kort", "lang", "niets"]), max_size=3)
)


@given(st.dictionaries(st.integers(0, 300), VALUES, max_size=12), PICKS)
def test_a_shelf_of_bits_weighs_and_counts_as_one_by_one(things, picks):
    having = {
        name: {
            value: bits_of([number for number, values in things.items() if value in values[name]])
            for value in {value for values in things.values() for value in values[name]}
        }
        for name in ("as", "duur")
    }
    shelf = Shelf(bits_of(list(things)), having)
    for without in ("", "as"):
        left = shelf.left(picks, without=without)
        assert {number for number in range(400) if left >> number & 1} == {
            number for number, values in things.items() if passes(values, picks, without=without)
        }
    assert told(shelf.group("as", "As", LABELS, picks)) == told(group("as", "As", LABELS, things.values(), picks))


def test_what_leaves_most_stands_first_where_the_order_has_no_meaning():
    ranked = by_count(group("as", "As", LABELS, THINGS, {}))
    assert [option.value for option in ranked.options] == ["taal", "gezin", "plaats"]
    assert [
        option.label for option in by_count(group("as", "As", {"gezin": "B", "taal": "A"}, THINGS[:1], {})).options
    ] == [
        "A",
        "B",
    ]


def test_what_leaves_nothing_fills_a_group_up_to_a_dozen():
    labels = {str(number): f"Waarde {number}" for number in range(20)}
    one = [{"as": {"7"}}]
    kept = empty_last(group("as", "As", labels, one, {"as": ["15"]}))
    assert [option.value for option in kept.options] == ["7", "15", *map(str, range(7)), "8", "9", "10"]
    full = empty_last(group("as", "As", labels, [{"as": {*labels} - {"3"}}], {}))
    assert [option.value for option in full.options] == [value for value in labels if value != "3"]


def test_what_leaves_nothing_is_told_explained_and_no_link():
    groups = [
        group("as", "As", LABELS, THINGS, {}),
        group("duur", "Duur", {"kort": "Kort", "lang": "Lang"}, THINGS, {}),
    ]
    page = BeautifulSoup(render_to_string("components/filters.html", {"groups": groups}), "html.parser")
    values = {value.select_one("span").get_text(): value for value in page.select(".facet__value")}
    assert values["Plaats"].attrs == {"class": ["facet__value"], "role": "link", "aria-disabled": "true"}
    assert [value.has_attr("href") for value in values.values()] == [True, True, False, True, True]
    assert [len(facet.select(".facet__empty")) for facet in page.select(".facet")] == [1, 0]
    assert page.select_one(".facet__empty").get_text() == "0: levert met je andere keuzes niets op"


def test_an_address_switches_one_value_and_keeps_the_rest():
    assert switched({"as": ["taal"]}, "as", "taal") == "?"
    assert switched({"as": ["taal"], "duur": ["kort"]}, "as", "gezin") == "?as=gezin&as=taal&duur=kort"


def drawn(*sizes, picked=""):
    """The groups that are shown: how many values stand open, and how many below a fold that is open or not."""
    groups = [
        group(
            f"g{size}",
            f"Groep {size}",
            {f"{size}.{i}": str(i) for i in range(size)},
            [{f"g{size}": {f"{size}.{i}"}} for i in range(size)],
            {f"g{size}": [picked]} if picked.startswith(f"{size}.") else {},
        )
        for size in sizes
    ]
    page = BeautifulSoup(render_to_string("components/filters.html", {"groups": groups}), "html.parser")
    return [
        (
            len(facet.select(":scope > ul > li")),
            [(len(more.select("li")), more.has_attr("open")) for more in facet.select(".facet__more")],
        )
        for facet in page.select(".facet")
    ]


def test_only_a_group_without_values_is_left_out():
    assert drawn(0, 1, 2) == [(1, []), (2, [])]
    assert drawn(1, picked="1.0") == [(1, [])]


def test_the_first_group_that_is_shown_stands_open_and_every_picked_one():
    groups = [
        group(name, name, dict.fromkeys(values, "x"), [{name: set(values)}], {"d": ["1"]} if name == "d" else {})
        for name, values in {"a": "", "b": "12", "c": "12", "d": "12"}.items()
    ]
    page = BeautifulSoup(render_to_string("components/filters.html", {"groups": groups}), "html.parser")
    assert [facet.has_attr("open") for facet in page.select(".facet")] == [True, False, True]


def test_many_values_are_folded_and_open_where_one_is_picked():
    assert drawn(8, 9, 20) == [(8, []), (8, [(1, False)]), (8, [(12, False)])]
    assert drawn(20, picked="20.15") == [(8, [(12, True)])]


@pytest.mark.django_db
def test_a_picked_value_can_be_let_go_and_the_group_stands_open(client, tree):
    make_case("school", reading_minutes=8)
    make_case("thuis", reading_minutes=20)
    page = BeautifulSoup(client.get("/nl/casussen/?duur=lang").content, "html.parser")
    assert [tag["href"] for tag in page.select(".picked__tag")] == ["?"]
    assert [value["href"] for value in page.select(".facet__value[aria-current]")] == ["?"]
    assert page.select_one(".facet:has([aria-current])").has_attr("open")
