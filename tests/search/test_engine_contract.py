"""What every engine must do, put to each of them; the reference engine is the oracle of the others."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.models import PUBLIC_ID
from search.engines.base import Delete, IndexMissing, Plan
from search.parsing import read
from search.planning import understand
from search.similar import similar
from search.tree import Leaf
from tests.search.conftest import EVERYBODY, NO_BOOK, TEAM_ID, doc, filled, prepared

LIBRARY = (
    doc("tolk", "Tolk-eerst-agenda", "De datum wordt pas geprikt als de tolk bevestigd is.", concepts=("thema.tolk",)),
    doc("stoel", "De tien-minutenstoel", "Tien minuten waarin niemand iets moet invullen. Daarna pas de tolk."),
    doc("regels", "Huisregels met een waarom", "Een leefgroep herziet elke huisregel met de jongeren en hun gezinnen."),
    doc("pleeg", "Vaders op zaterdag", "Pleegzorgbegeleiding op een uur dat past.", kind="casus"),
    doc("geheim", "Kanarie voor het team", "De tolk kanariewoord blijft binnen.", audience=TEAM_ID, concepts=("dom.kanarie",)),
)  # fmt: skip


def plan(text, **more):
    asked = understand(read(text), "nl", NO_BOOK)
    return Plan(scored=asked.scored, required=asked.phrases, excluded=asked.excluded, **more)


def found(engine, text, viewer=EVERYBODY, **more):
    return [hit.pk.split(":")[1] for hit in engine.search(plan(text, **more), viewer).hits]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("tolk", ["tolk", "stoel"]),
        ("tolken", ["tolk", "stoel"]),
        ("gezin", ["regels"]),
        ("pleegzorg", ["pleeg"]),
        ("begeleiding", ["pleeg"]),
        ("zorgbegeleiding", ["pleeg"]),
        ('"tien minuten"', ["stoel"]),
        ('"minuten tien"', []),
        ("tolk -agenda", ["stoel"]),
        ('tolk -"tien minuten"', ["tolk"]),
        ('tolk -"minuten tien"', ["tolk", "stoel"]),
        ('tolk -"de tolk bevestigd"', ["stoel"]),
        ('tolk -"agenda eerst"', ["tolk", "stoel"]),
        ('tolk -"de"', ["tolk", "stoel"]),
        ("nergens", []),
        ("tolk datum", ["tolk", "stoel"]),
        ("agenda minuten invullen tolk", ["stoel", "tolk"]),
    ],
)
def test_questions_find_what_they_should_in_order(engine, text, keys):
    assert found(filled(engine, *LIBRARY), text) == keys


def test_without_a_question_everything_is_there_newest_first(engine):
    assert engine_keys(filled(engine, *LIBRARY)) == {"tolk", "stoel", "regels", "pleeg"}


def engine_keys(engine, viewer=EVERYBODY):
    return {hit.pk.split(":")[1] for hit in engine.search(Plan(limit=100), viewer).hits}


def test_scores_agree_with_the_reference(both):
    memory, served = (filled(engine, *LIBRARY) for engine in both)
    for text in ("tolk", "tolk minuten", "leefgroep gezin tolk", "pleegzorg"):
        one, other = (engine.search(plan(text), EVERYBODY).hits for engine in (memory, served))
        assert [hit.pk for hit in one] == [hit.pk for hit in other]
        assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other], rel=0.05)


def test_nobody_sees_nothing_in_no_channel(engine):
    filled(engine, *LIBRARY)
    nobody = frozenset()
    assert engine.search(plan("tolk"), nobody).total == 0
    assert engine.facets(Plan(), nobody) == {}
    assert engine.words("t", nobody, 50) == []


def test_what_is_not_for_you_shows_in_no_channel(engine):
    filled(engine, *LIBRARY)
    assert found(engine, "kanariewoord") == []
    assert engine.search(plan("tolk"), EVERYBODY).total == 2
    assert "kanarie" not in repr(engine.facets(Plan(), EVERYBODY))
    assert engine.words("kanarie", EVERYBODY, 50) == []
    insider = EVERYBODY | {str(TEAM_ID)}
    assert found(engine, "kanariewoord", insider) == ["geheim"]
    assert engine.facets(Plan(), insider)["dom"] == {"dom.kanarie": 1}
    assert engine.words("kanarie", insider, 50) == [("kanarie", 1), ("kanariewoord", 1)]


def test_updates_and_deletes_are_there_at_the_next_question(engine):
    filled(engine, *LIBRARY)
    renamed = doc("stoel", "De wachtkamer", "Niemand vult iets in.")
    engine.apply([*prepared(renamed, version=2), Delete("praktijk:tolk"), Delete("praktijk:bestaat-niet")])
    assert found(engine, "tolk") == []
    assert found(engine, "wachtkamer") == ["stoel"]
    assert dict(engine.versions()) == {
        "praktijk:stoel": 2, "praktijk:regels": 1, "casus:pleeg": 1, "praktijk:geheim": 1,
    }  # fmt: skip


def test_the_indexer_finds_what_holds_words_whoever_may_see_it(engine):
    filled(engine, *LIBRARY)
    assert sorted(engine.holding(plan("tolk"))) == ["praktijk:geheim", "praktijk:stoel", "praktijk:tolk"]
    assert sorted(engine.holding(plan("tolk", filters={"soort": ("casus",)}))) == []
    assert len(list(engine.holding(Plan()))) == len(LIBRARY)


@pytest.mark.parametrize(
    ("text", "audience", "is_found"),
    [("tolk", EVERYBODY, True), ("kanariewoord", EVERYBODY, False), ("nergens", EVERYBODY, False), ("tolk", (), False),
     ("kanariewoord", {str(TEAM_ID)}, True), ('"minuten tien"', EVERYBODY, False), ("tolk -tolk", EVERYBODY, False)],
)  # fmt: skip
def test_whether_anything_is_found_is_what_a_search_says(engine, text, audience, is_found):
    filled(engine, *LIBRARY)
    viewer = frozenset(audience)
    assert (engine.finds(plan(text), viewer), bool(engine.search(plan(text), viewer).total)) == (is_found, is_found)


def test_a_new_generation_replaces_the_old_at_once(engine):
    before = filled(engine, *LIBRARY).health()
    engine.build(prepared(doc("nieuw", "Nieuw")), "later")
    after = engine.health()
    assert (after.documents, after.fingerprint, engine_keys(engine)) == (1, "later", {"nieuw"})
    assert after.generation != before.generation


def test_an_index_that_is_not_there_says_so(engine):
    for ask in (lambda: engine.search(Plan(), EVERYBODY), engine.health):
        with pytest.raises(IndexMissing):
            ask()


def test_pages_follow_each_other_without_gaps(engine):
    filled(engine, *(doc(f"d{number}", f"Tolk {number}") for number in range(25)))
    pages = [found(engine, "tolk", offset=start, limit=10) for start in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert len({key for page in pages for key in page}) == 25


def test_the_newest_first_is_an_order_of_its_own_over_the_same_answers(engine):
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in (7, 3, 9, 1)]
    texts = ("tolk tolk tolk", "de tolk van de school", "een lange zin waarin ergens de tolk staat", "de school")
    filled(engine, *(doc(f"d{day.day}", body, updated_at=day) for day, body in zip(days, texts, strict=True)))
    assert found(engine, "tolk")[0] != "d10"
    assert found(engine, "tolk", newest=True) == ["d10", "d8", "d4"]
    assert [found(engine, "tolk", newest=True, offset=start, limit=2) for start in (0, 2)] == [["d10", "d8"], ["d4"]]
    assert engine.search(plan("tolk", newest=True), frozenset()).total == 0
    narrowed = {"taal": ("nl",)}
    assert found(engine, "tolk -school", newest=True, filters=narrowed) == ["d10", "d8"]


words = st.sampled_from(["tolk", "gezin", "school", "taal", "huisregel"])
values = st.sampled_from(["a", "b", "c"])
library = st.lists(
    st.tuples(st.lists(words, max_size=4), st.sets(values), st.sets(values), st.sampled_from([PUBLIC_ID, TEAM_ID])),
    max_size=12,
)


@settings(max_examples=25)
@given(library, st.one_of(st.none(), words), st.sets(values), st.sets(values))
def test_facets_equal_a_count_by_hand(both, docs, asked, ladder, time_it_takes):
    filters = {name: tuple(picked) for name, picked in (("trap", ladder), ("duur", time_it_takes)) if picked}
    made = [
        doc(str(number), " ".join(title), audience=audience, facets={"trap": tuple(trap), "duur": tuple(duur)})
        for number, (title, trap, duur, audience) in enumerate(docs)
    ]
    wanted: dict[str, dict[str, int]] = {}
    for one in made:
        if one.audience_id != PUBLIC_ID or (asked and asked not in one.title.split()):
            continue
        for name in ("trap", "duur"):
            if all(set(picked) & set(one.facets[other]) for other, picked in filters.items() if other != name):
                for value in one.facets[name]:
                    wanted.setdefault(name, {}).setdefault(value, 0)
                    wanted[name][value] += 1
    for engine in both:
        filled(engine, *made)
        scored = Leaf("title", prepared(doc("x", asked))[0].texts["title"][0][0]) if asked else None
        narrowed = Plan(scored=scored, filters=filters)
        for found in (0, engine.search(narrowed, EVERYBODY).total):
            counted = engine.facets(narrowed, EVERYBODY, found)
            assert {name: counted[name] for name in ("trap", "duur") if name in counted} == wanted


HOSTILE = [
    "(" * 10_000,
    "\x00", "tolk\x00tolk", "🙂" * 500, "a" * 100_000, "tolk " * 5_000, '"' * 999, "-", "--", "- tolk", "*", "tolk*",
    "title:*", 'audience:"x"', "/.*/", "^1e99", "NOT " * 1000, "[1 TO 5]", "../../etc/passwd", "'; DROP TABLE x; --",
    "\u200b\u202e\u2066tolk", '{"query": {"match_all": {}}}', "e\u0301" * 300, "kindertaal" * 30, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_answered_and_cheap(engine, text):
    filled(engine, *LIBRARY)
    found(engine, "tolk")
    start = time.process_time()
    found(engine, text)
    assert time.process_time() - start < 0.1


@pytest.fixture
def filled_once(engine):
    return filled(engine, *LIBRARY[-2:])


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_any_text_is_a_question_and_never_shows_what_is_not_for_you(filled_once, text):
    assert "geheim" not in found(filled_once, text)


LIKE = (
    doc("stoel", "De stoel", "Praten zonder formulier met wie wacht op de bus", concepts=("thema.wachten", "dom.taal")),
    doc("bus", "De bus", "Praten met wie wacht zonder formulier", concepts=("thema.wachten", "dom.taal", "dom.wonen")),
    doc("wonen", "Alleen wonen", "Over sleutels en huur", concepts=("dom.wonen",)),
    doc("geheim", "De stoel", "Praten zonder formulier met wie wacht op de bus", audience=TEAM_ID, concepts=("dom.taal",)),
)  # fmt: skip


def test_something_like_this_is_never_itself_never_far_off_and_never_for_others(engine):
    filled(engine, *LIKE)
    seed, _bus, alone, hidden = prepared(*LIKE)
    near = similar(engine, seed, EVERYBODY)
    assert (near.total, [hit.pk for hit in near.hits]) == (1, ["praktijk:bus"])
    assert [hit.pk for hit in similar(engine, hidden, EVERYBODY | {str(TEAM_ID)}).hits] == [
        "praktijk:stoel",
        "praktijk:bus",
    ]
    assert similar(engine, alone, EVERYBODY).total == 0
    assert similar(engine, seed, frozenset()).total == 0


def test_a_text_without_words_is_like_nothing(engine):
    filled(engine, *LIKE)
    assert similar(engine, *prepared(doc("leeg")), EVERYBODY).total == 0
