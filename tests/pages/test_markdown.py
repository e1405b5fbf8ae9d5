"""Markdown as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.markdown import _lists_apart, render

LINES = st.lists(
    st.sampled_from(["", "een zin", "- een", "* twee", "1. drie", "2. vier", "    diep", "> citaat", "-nee"])
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ik zag:\n- een\n- twee", "<p>Ik zag:</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("Eerst:\n1. een\n2. twee", "<p>Eerst:</p>\n<ol>\n<li>een</li>\n<li>twee</li>\n</ol>"),
        ("Ik kwam in\n2024. Toen", "<p>Ik kwam in<br>\n2024. Toen</p>"),
        ("Ze zei\n-nee", "<p>Ze zei<br>\n-nee</p>"),
        ("- een\nloopt door\n- twee", "<ul>\n<li>een<br>\nloopt door</li>\n<li>twee</li>\n</ul>"),
        ("Ik zag:\n\n- een", "<p>Ik zag:</p>\n<ul>\n<li>een</li>\n</ul>"),
        ("een\r\n- twee", "<p>een</p>\n<ul>\n<li>twee</li>\n</ul>"),
    ],
)
def test_a_list_may_follow_straight_on_a_line(written, shown):
    assert render(written) == shown


@given(LINES)
def test_only_blank_lines_are_added_and_once(lines):
    text = "\n".join(lines)
    apart = _lists_apart(text)
    assert _lists_apart(apart) == apart
    assert [line for line in apart.split("\n") if line] == [line for line in lines if line]
