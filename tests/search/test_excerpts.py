"""The piece of a text that stands under a result: whole sentences where that is possible, escaped, never cut in a word."""

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.analyser import keys
from search.highlight import WIDTH, highlight

LONG = "Een zin die nergens over gaat, en die maar doorgaat en doorgaat. " * 4


def piece(text, words):
    return str(highlight(text, "nl", frozenset(keys(words, "nl"))))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Kort. De tolk belt.", "tolk", "Kort. De <mark>tolk</mark> belt."),
        ("Eerste regel\nDe tolk belt.", "tolk", "Eerste regel · De <mark>tolk</mark> belt."),
        (f"{LONG}De tolk belt.", "tolk", "De <mark>tolk</mark> belt."),
        (f"Wat je ziet\nDe tolk belt. {LONG}", "tolk", f"De <mark>tolk</mark> belt. {LONG[:195].strip()}"),
        (f"De tolk {'belt ' * 25}weer.\nKop\n{LONG}", "tolk", f"De <mark>tolk</mark> {'belt ' * 25}weer."),
        (f"De tolk {'belt ' * 60}", "tolk", f"De <mark>tolk</mark> {'belt ' * 41}belt…"),
        (f"{'belt ' * 60}de tolk.", "tolk", f"…{'belt ' * 8}de <mark>tolk</mark>."),
        ("Niets hiervan. Ook niet.", "tolk", "Niets hiervan. Ook niet."),
    ],
)
def test_a_piece_begins_and_ends_with_a_sentence_where_one_is_near(text, words, shown):
    assert piece(text, words) == shown


@given(st.text(alphabet="tolk. \n·?!\"'<>&ab", max_size=600))
def test_any_text_gives_a_piece_of_itself(text):
    shown = piece(text, "tolk")
    assert len(re.findall("<mark>", shown)) == len(re.findall("</mark>", shown))
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert strip_tags(bare) == bare
    assert (
        len(
            bare.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .replace("&quot;", '"')
            .replace("&#x27;", "'")
        )
        <= 2 * WIDTH
    )
