"""What changed between two texts, word by word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reflection.origins import Line
from reflection.workbook.differences import (
    GONE,
    MOST_WORDS,
    NEW,
    SAME,
    Change,
    LineChange,
    is_changed,
    line_changes,
    word_changes,
)

WORDS = st.text(alphabet=st.sampled_from("aab\u202e👩\u200dب \n\t"), max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("", "", ()),
        ("Ze knikt", "Ze knikt", (Change(SAME, "Ze knikt"),)),
        ("Ze  knikt ", "Ze\nknikt", (Change(SAME, "Ze\nknikt"),)),
        ("", "Ze knikt", (Change(NEW, "Ze knikt"),)),
        ("Ze knikt", "", (Change(GONE, "Ze knikt"),)),
        (
            "Ze knikt vlot en zwijgt",
            "Ze knikt en zwijgt lang",
            (Change(SAME, "Ze knikt "), Change(GONE, "vlot "), Change(SAME, "en zwijgt "), Change(NEW, "lang")),
        ),
    ],
)
def test_words_stay_go_and_come(before, after, changes):
    assert word_changes(before, after) == changes


@given(WORDS, WORDS)
@example("a a", "a")
@example("a", "a a")
def test_both_texts_can_be_put_together_again(before, after):
    changes = word_changes(before, after)
    assert "".join(each.text for each in changes if each.kind != NEW).split() == before.split()
    assert "".join(each.text for each in changes if each.kind != GONE).split() == after.split()
    assert all(each.text for each in changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a " * 4000, "b a " * 2000), ("a b " * (MOST_WORDS), "b a c " * MOST_WORDS), ("x" * 8000, "x y " * 2000)],
)
def test_a_text_made_to_be_slow_is_answered(before, after):
    changes = word_changes(before, after)
    assert "".join(each.text for each in changes if each.kind != NEW).split() == before.split()


def test_lines_are_matched_by_their_label():
    changes = line_changes(
        [Line("Als …", "ze belt"), Line("weg", "oud")], [Line("Als …", "ze belt"), Line("dan …", "wacht ik")]
    )
    assert changes == [
        LineChange("Als …", (Change(SAME, "ze belt"),)),
        LineChange("dan …", (Change(NEW, "wacht ik"),)),
        LineChange("weg", (Change(GONE, "oud"),)),
    ]
    assert [(each.before, each.after) for each in changes[1:]] == [
        ((), (Change(NEW, "wacht ik"),)),
        ((Change(GONE, "oud"),), ()),
    ]
    assert is_changed(changes)
    assert not is_changed(changes[:1])
