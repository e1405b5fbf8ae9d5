"""A conversation gives the turns that were chosen, and refuses what does not hold with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.conversation import Choice, ConversationError, Turn, parse, walk

SCRIPT = "Ze knikt.\n\n- Wacht :: Ze zoekt.\n  - Vraag :: Ze leest.\n  - Zwijg :: Ze wacht.\n- Stop :: Ze gaat."


def test_nothing_chosen_shows_the_first_options_and_no_reaction():
    assert list(walk(parse(SCRIPT), "")) == [Turn([Choice("0", "Wacht", False), Choice("1", "Stop", False)], "")]


def test_a_choice_opens_its_reaction_and_the_next_turn():
    assert list(walk(parse(SCRIPT), "0")) == [
        Turn([Choice("0", "Wacht", True), Choice("1", "Stop", False)], "Ze zoekt."),
        Turn([Choice("0.0", "Vraag", False), Choice("0.1", "Zwijg", False)], ""),
    ]


def test_the_end_of_a_branch_asks_nothing_more():
    assert [turn.reaction for turn in walk(parse(SCRIPT), "0.1")] == ["Ze zoekt.", "Ze wacht."]


@pytest.mark.parametrize("path", ["9", "-1", "x", "0.9", "..", "٣", "0" * 5000])
def test_a_path_that_leads_nowhere_stops_where_it_can(path):
    turns = list(walk(parse(SCRIPT), path))
    assert len(turns) == (2 if path == "0.9" else 1)
    assert turns[-1].reaction == ""


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("", 1),
        ("Enkel tekst", 1),
        ("Ze knikt.\n- Wacht", 2),
        ("- Wacht ::", 1),
        ("- A :: B\n    - C :: D\n  - E :: F", 3),
    ],
)
def test_what_does_not_hold_names_its_line(script, line):
    with pytest.raises(ConversationError) as caught:
        parse(script)
    assert caught.value.line == line


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_is_a_conversation_or_an_error_with_its_line(script, path):
    try:
        conversation, line = parse(script), None
    except ConversationError as error:
        conversation, line = None, error.line
    if conversation is None:
        assert line in range(1, script.count("\n") + 2)
    else:
        assert list(walk(conversation, path))
