"""A passage keeps its place through every edit outside it, and is never given a place that is not its own."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reflection.anchors import Anchor, Orphan, Place, find, make_anchor, normal, sentences, sentences_at

STORY = (
    "Noé vertaalt voor zijn moeder. De consulente kijkt naar hem. Noé zwijgt.\n\n"
    "Zijn moeder zegt iets in het Lingala. De consulente kijkt naar haar blad. Noé zwijgt."
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
WORDS = st.lists(st.sampled_from(["de", "moeder", "zwijgt", "en", "kijkt", "hij", "Noé"]), min_size=1, max_size=6)


def anchored(quote, text=STORY, nth=0, block="a", **others):
    start = [hit.start() for hit in re.finditer(re.escape(quote), text)][nth]
    return make_anchor(block, start, start + len(quote), {block: text, **others})


def words_at(place, blocks):
    return normal(blocks[place.block][place.start : place.end])


# --- edits outside the words ---------------------------------------------------


@given(before=TEXT, quote=TEXT, after=TEXT, new_before=TEXT, new_after=TEXT)
def test_edits_outside_the_words_keep_them(before, quote, after, new_before, new_after):
    """Whatever is written before and after: words that stood there once are found, each time."""
    text, edited = before + quote + after, new_before + quote + new_after
    anchor = make_anchor("a", len(before), len(before + quote), {"a": text})
    assume(anchor is not None)
    assume(anchor.alone)
    place = find(anchor, {"b": text[::-1], "a": edited})
    assert isinstance(place, Place)
    assert place.block == "a"
    assert normal(edited[place.start : place.end]) == anchor.quote
    if len(re.findall(f"(?={re.escape(anchor.quote)})", normal(edited))) == 1:
        assert place.start <= len(new_before + quote)
        assert place.end <= len(new_before + quote)


@given(words=WORDS, spaces=st.lists(st.sampled_from([" ", "\n", "\t", "\u00a0", "\r\n\r\n", " \u00ad"]), min_size=12))
def test_white_space_does_not_count(words, spaces):
    text = f"Eerst dit. {' '.join(words)}. Dan dat."
    anchor = anchored(" ".join(words), text)
    spread = "".join(f"{word}{spaces[n % len(spaces)]}" for n, word in enumerate(text.split()))
    place = find(anchor, {"a": spread})
    assert words_at(place, {"a": spread}) == " ".join(words)


@pytest.mark.parametrize(("old", "new"), [("'t was", "’t was"), ('"ja"', "“ja”"), ("nu - of nooit", "nu – of nooit")])
def test_typography_does_not_count(old, new):
    text, edited = f"Toen zei hij: {old}, en zweeg.", f"Toen zei hij: {new}, en zweeg."
    assert find(anchored(old, text), {"a": edited}) == Place("a", 14, 14 + len(new))


@given(data=st.data(), nth=st.integers(0, 3))
def test_of_several_like_it_the_one_in_its_surroundings(data, nth):
    """The same words four times, in four surroundings: one of them is edited away, the anchored one keeps its place."""
    quote = "Noé zwijgt."
    frames = [f"Dit is verhaal {n}, met een eigen begin en een eigen einde {n}. " for n in "abcde"]
    text = "".join(f"{frame}{quote} " for frame in frames[:4]) + frames[4]
    anchor = anchored(quote, text, nth)
    assert anchor is not None
    assert not anchor.alone
    other = data.draw(st.sampled_from([n for n in range(4) if n != nth]))
    edited = "".join(
        f"{frame}{'' if n == other else quote} " for n, frame in enumerate(frames[:4])
    ) + frames[4]  # fmt: skip
    place = find(anchor, {"a": edited})
    assert isinstance(place, Place)
    assert normal(edited[: place.start]).endswith(normal(frames[nth]))


# --- the words are gone -----------------------------------------------------------


@given(before=TEXT, quote=TEXT, after=TEXT)
def test_without_the_words_it_is_an_orphan(before, quote, after):
    anchor = make_anchor("a", len(before), len(before + quote), {"a": before + quote + after})
    assume(anchor is not None)
    edited = before + after
    assume(anchor.quote not in normal(edited))
    assert find(anchor, {"a": edited, "b": ""}) == Orphan(anchor)


@pytest.mark.parametrize("nth", range(4))
def test_with_only_its_like_left_it_is_an_orphan(nth):
    """The anchored one is removed; the same words stand three times more. None of those is it."""
    quote = "Noé zwijgt."
    frames = [f"Dit is verhaal {n}, met een eigen begin en een eigen einde {n}. " for n in "abcde"]
    text = "".join(f"{frame}{quote} " for frame in frames[:4]) + frames[4]
    anchor = anchored(quote, text, nth)
    edited = "".join(f"{frame}{'' if n == nth else quote} " for n, frame in enumerate(frames[:4])) + frames[4]
    assert find(anchor, {"a": edited}) == Orphan(anchor)


@given(anchor=st.builds(Anchor, TEXT, TEXT, TEXT, TEXT, st.booleans()), blocks=st.dictionaries(TEXT, TEXT, max_size=4))
def test_forged_anchors_find_their_own_words_or_nothing(anchor, blocks):
    found = find(anchor, blocks)
    if isinstance(found, Place):
        assert words_at(found, blocks) == normal(anchor.quote)
    else:
        assert found == Orphan(anchor)


@given(blocks=st.dictionaries(TEXT, TEXT, min_size=1, max_size=3), start=st.integers(-5, 70), end=st.integers(-5, 70))
def test_any_range_makes_an_anchor_that_finds_its_own_words(blocks, start, end):
    for block in blocks:
        anchor = make_anchor(block, start, end, blocks)
        if anchor is None:
            assert not normal(blocks[block][max(start, 0) : max(end, 0)])
        else:
            place = find(anchor, blocks)
            assert isinstance(place, Place)
            assert (place.block, words_at(place, blocks)) == (block, anchor.quote)


# --- another block --------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "blocks", "where"),
    [
        # A paragraph was moved to another block with what stands around it.
        ("Noé vertaalt", {"a": "Nieuw.", "b": STORY}, "b"),
        # Only the sentence was moved: long enough to be known by its words.
        ("Zijn moeder zegt iets in het Lingala.", {"a": "Nieuw.", "b": "Zijn moeder zegt iets in het Lingala."}, "b"),
        # The same short words elsewhere, in other surroundings.
        ("Noé vertaalt", {"a": "Nieuw.", "b": "Later vertelt Nina dat Noé vertaalt wat er staat."}, None),
        # Twice elsewhere: which one, nobody knows.
        ("Zijn moeder zegt iets in het Lingala.", {"a": "", "b": f"{STORY}", "c": f"{STORY}"}, None),
        # Its own block goes first, whatever stands elsewhere.
        ("Noé vertaalt", {"b": STORY, "a": "Kijk hoe Noé vertaalt."}, "a"),
        ("Noé vertaalt", {}, None),
    ],
)
def test_another_block(quote, blocks, where):
    found = find(anchored(quote), blocks)
    assert (found.block if isinstance(found, Place) else None) == where


def test_words_that_stand_in_two_blocks_are_not_alone():
    anchor = anchored("Zijn moeder zegt iets in het Lingala.", b="Ook: Zijn moeder zegt iets in het Lingala. Punt.")
    assert not anchor.alone
    left = {"a": "Noé zwijgt.", "b": "Ook: Zijn moeder zegt iets in het Lingala. Punt."}
    assert find(anchor, left) == Orphan(anchor)


# --- sentences ----------------------------------------------------------------------


def test_sentences_that_a_place_touches():
    blocks = {"a": STORY}
    assert [STORY[start:end] for start, end in sentences(STORY)] == [
        "Noé vertaalt voor zijn moeder.",
        "De consulente kijkt naar hem.",
        "Noé zwijgt.",
        "Zijn moeder zegt iets in het Lingala.",
        "De consulente kijkt naar haar blad.",
        "Noé zwijgt.",
    ]
    place = find(anchored("moeder. De consulente"), blocks)
    assert sentences_at(place, blocks) == ["Noé vertaalt voor zijn moeder.", "De consulente kijkt naar hem."]


@given(TEXT)
def test_sentences_hold_every_word_once(text):
    assert "".join("".join(text[start:end].split()) for start, end in sentences(text)) == "".join(text.split())
