"""The Dutch analysis: which words are one word, which never are, and what compounds are made of (search.md 5.4)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.analyser import joined, keys, terms
from search.analysis.compounds import split
from search.analysis.dutch import is_word
from search.analysis.tokens import tokenise


def key(word, language="nl"):
    (only,) = keys(word, language)
    return only


MUST_DIFFER = [
    ("begeleiding", "beleid"),
    ("gezin", "zin"),
    ("geweld", "wel"),
    ("gezondheid", "zon"),
    ("gebed", "bed"),
    ("gezag", "zag"),
    ("gemeente", "menen"),
    ("gemeente", "mening"),
    ("geslacht", "slachten"),
    ("gelijkheid", "lijk"),
    ("gemis", "missen"),
    ("geboorte", "boren"),
    ("gedachte", "dacht"),
    ("geloof", "loven"),
    ("gebied", "bieden"),
    ("wonen", "gewoon"),
    ("wonen", "gewoonte"),
    ("recht", "gerecht"),
    ("taal", "getal"),
    ("buurt", "buur"),
    ("gast", "gas"),
    ("kust", "kus"),
    ("best", "bes"),
    ("overheid", "over"),
    ("geduld", "dulden"),
    ("verband", "verbannen"),
    ("schorsing", "schor"),
]
MUST_MEET = [
    ("vertalen", "vertaalt"),
    ("vertalen", "vertaalde"),
    ("vertaling", "vertaler"),
    ("beslissen", "beslist"),
    ("weigeren", "geweigerd"),
    ("schorsing", "geschorst"),
    ("pesten", "gepest"),
    ("mishandeling", "mishandeld"),
    ("spijbelen", "gespijbeld"),
    ("kiezen", "kiest"),
    ("discrimineert", "gediscrimineerd"),
    ("begeleiding", "begeleiden"),
    ("begeleiding", "begeleider"),
    ("opvoeding", "opvoeder"),
    ("veilig", "veiligheid"),
    ("eenzaam", "eenzaamheid"),
    ("financieel", "financiële"),
    ("gevlucht", "vluchten"),
    ("gezin", "gezinnen"),
    ("taal", "talen"),
    ("kind", "kinderen"),
    ("pleegkind", "pleegkinderen"),
    ("huis", "huisje"),
    ("broer", "broertjes"),
    ("voogd", "voogden"),
    ("racistisch", "racistische"),
    ("rouwen", "rouwende"),
    ("idee", "ideeën"),
    ("crèche", "crèches"),
    ("cliënt", "cliënten"),
    ("cliënten", "clienten"),
    ("crèches", "creches"),
    ("meisje", "meisjes"),
    ("foto", "foto's"),
    ("brief", "brieven"),
]


@pytest.mark.parametrize(("one", "other"), MUST_DIFFER)
def test_different_words_keep_different_keys(one, other):
    found = [keys(word, "nl") for word in (one, other)]
    assert found[0] != found[1]


@pytest.mark.parametrize(("one", "other"), MUST_MEET)
def test_forms_of_one_word_share_a_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("l'école", "écoles", "fr"), ("interprète", "interprètes", "fr"), ("families", "family", "en")],
)
def test_french_and_english_bend_too(one, other, language):
    assert key(one, language) == key(other, language)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("pleegzorgbegeleiding", ("pleegzorg", "begeleiding")),
        ("schoolverzuim", ("school", "verzuim")),
        ("kindermishandeling", ("kind", "mishandeling")),
        ("kruispuntdenken", ("kruispunt", "denken")),
        ("leefgroepregels", ("leefgroep", "regels")),
        ("begeleiding", ()),
        ("vluchteling", ()),
        ("tolk", ()),
    ],
)
def test_compounds_fall_apart_where_they_were_joined(word, parts):
    assert split(word) == parts


def test_parts_that_are_compounds_fall_apart_further():
    (term,) = terms("pleegzorgbegeleiding", "nl")
    assert term.parts == (key("pleegzorg"), key("begeleiding"))
    assert set(term.pieces) == {key(word) for word in ("pleegzorg", "begeleiding", "pleeg", "zorg")}


def test_negations_are_searched_and_articles_are_not():
    assert keys("niet zonder de papieren", "nl") == (key("niet"), key("zonder"), key("papieren"))


def test_acronyms_keep_their_letters():
    assert keys("het OOC en de OOOC, CLB's", "nl")[:2] == ("ooc", "oooc")


def test_a_hyphen_parts_words_and_the_joined_form_is_known():
    assert keys("niet-begeleide", "nl") == (key("niet"), key("begeleide"))
    assert list(joined("een niet-begeleide minderjarige - dus")) == [key("nietbegeleide")]


def test_positions_count_stop_words_and_offsets_point_at_the_text():
    text = "De tolk van het gezin"
    assert [(t.position, text[t.start : t.end]) for t in terms(text, "nl")] == [(1, "tolk"), (4, "gezin")]


@given(st.text(max_size=300))
def test_offsets_always_point_at_what_was_read(text):
    for token in tokenise(text):
        assert text[token.start : token.end].startswith(token.text)


@given(st.text(max_size=200), st.sampled_from(["nl", "fr", "en"]))
def test_any_text_can_be_analysed(text, language):
    assert all(term.start < term.end <= len(text) for term in terms(text, language))


@pytest.mark.parametrize("word", ["a" * 100_000, "kindertaal" * 6, "werkwerkwerkwerkwerkwerkwerkwerkwerkwerkwerkwerk"])
def test_hostile_words_are_cheap(word):
    keys("tolk", "nl")  # the word list is read once
    start = time.process_time()
    keys(word, "nl")
    assert time.process_time() - start < 0.1


def test_a_right_word_is_told_from_a_slip():
    told = {word: is_word(word) for word in ("mijden", "praten", "ruzie", "mijdn", "stagge", "tollk", "huisregles")}
    assert [word for word, is_right in told.items() if is_right] == ["mijden", "praten", "ruzie"]
