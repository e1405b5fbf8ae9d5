"""Sentences leave nothing out, and a passage never takes along what was not chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection.sentences import PassageError, PassageGapError, passage_of, sentences

TEXTS = st.text(alphabet="abc .!?…\n\r\t\u202eم؟。'\"“”«»é👩🏽", max_size=120)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n\n ", []),
        ("Een zin", ["Een zin"]),
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("Om 14.30 u. bij 'haar'. Klaar", ["Om 14.30 u.", "bij 'haar'.", "Klaar"]),
        ("Zij zei: “Nee.” Ik zweeg.", ["Zij zei: “Nee.”", "Ik zweeg."]),
        ("“Ze begrijpt het. Het komt goed.” Stil.", ["“Ze begrijpt het. Het komt goed.”", "Stil."]),
        ("« Ça va. Laisse. » Rien.", ["« Ça va. Laisse. »", "Rien."]),
        (f"“{'a' * 150}. Een lang verhaal.”", [f"“{'a' * 150}.", "Een lang verhaal.”"]),
        ("“Niet dicht. Een nieuwe zin", ["“Niet dicht.", "Een nieuwe zin"]),
        ("Regel een\nRegel twee\n\nAlinea", ["Regel een", "Regel twee", "Alinea"]),
        ("هل رأيت؟ نعم.", ["هل رأيت؟", "نعم."]),
    ],
)
def test_text_falls_into_sentences(text, parts):
    assert [sentence.text for sentence in sentences(text)] == parts


@given(TEXTS)
def test_sentences_hold_everything_but_white_space_in_order(text):
    found = sentences(text)
    assert [each.number for each in found] == list(range(len(found)))
    assert all(text[each.start : each.end] == each.text == each.text.strip() != "" for each in found)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    left, place = "", 0
    for each in found:
        left, place = left + text[place : each.start], each.end
    assert (left + text[place:]).strip() == ""


@given(TEXTS, st.sets(st.integers(-2, 12)))
def test_passage_is_exactly_the_chosen_sentences(text, chosen):
    known = sentences(text)
    try:
        start, end = passage_of(text, chosen)
    except PassageError:
        one_after_the_other = chosen and max(chosen) - min(chosen) + 1 == len(chosen)
        assert not (one_after_the_other and chosen <= {each.number for each in known})
        return
    inside = {each.number for each in known if start <= each.start and each.end <= end}
    touched = {each.number for each in known if each.start < end and start < each.end}
    assert inside == touched == chosen


def test_gap_is_told_apart_from_nothing():
    with pytest.raises(PassageGapError):
        passage_of("Een. Twee. Drie.", {0, 2})
    with pytest.raises(PassageError, match=r"^$"):
        passage_of("Een.", {7})
