"""The figure and its list say the same, in every form."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from vocabulary.axes import AXES, AXIS_IDS, WORDS
from vocabulary.figure import read_weights

WEIGHTS = st.dictionaries(st.sampled_from(sorted(AXIS_IDS)), st.sampled_from([0, 1, 2, 3, None]))
quick = settings(max_examples=15)


def render(tag, **context):
    return Template("{% load kruispunt %}{% " + tag + " %}").render(Context(context))


def drawn(html):
    return re.findall(r'data-axis="([^"]+)"', html)


def labelled(html):
    return re.findall(r'data-axis-label="([^"]+)"', html)


def marked(weights):
    return sorted(axis for axis, weight in weights.items() if weight != 0)


def listed(html):
    return re.findall(r'data-axis-item="([^"]+)"', html)


@quick
@given(WEIGHTS)
def test_the_figure_to_read_lists_every_line_it_draws(weights):
    html = render("kruispunt_figure weights", weights=weights)
    assert sorted(labelled(html)) == sorted(listed(html)) == sorted(AXIS_IDS)
    assert sorted(drawn(html)) == marked(weights)


@quick
@given(WEIGHTS, WEIGHTS)
def test_the_difference_lists_every_axis_once_and_draws_both_readings(before, after):
    html = render("kruispunt_difference before after", before=before, after=after)
    assert sorted(listed(html)) == sorted(AXIS_IDS)
    assert sorted(drawn(html)) == sorted([*marked(before), *marked(after)])


def test_the_difference_says_what_changed_and_nothing_else():
    html = render(
        "kruispunt_difference before after",
        before={"as.taal": 3, "as.gezin": 1, "as.klasse": 2},
        after={"as.taal": 1, "as.gezin": None, "as.klasse": 2},
    )
    changed = html.split("<details")[0]
    assert sorted(listed(changed)) == ["as.gezin", "as.taal"]
    assert "eerst sterk, nu een beetje" in changed


@quick
@given(WEIGHTS)
def test_a_card_has_words_for_exactly_the_lines_that_play(weights):
    html = render("kruispunt_card weights", weights=weights)
    playing = sorted(axis for axis, weight in weights.items() if weight)
    assert sorted(listed(html)) == playing
    assert ("<svg" in html) is bool(playing)


@pytest.mark.django_db
def test_the_card_asks_the_database_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        render("kruispunt_card weights", weights={"as.taal": 2})


@pytest.mark.django_db
def test_the_form_posts_back_what_it_was_given(django_assert_num_queries):
    weights = {"as.taal": 3, "as.gezin": 0, "as.plaats": None}
    with django_assert_num_queries(1):
        html = render("kruispunt_input weights=weights", weights=weights)
    checked = dict(re.findall(r'name="([^"]+)" value="([^"]+)" checked', html))
    assert read_weights(checked) == weights


@pytest.mark.django_db
def test_every_line_of_the_form_has_its_group_with_five_answers():
    html = render("kruispunt_input")
    for axis in AXES:
        assert html.count(f'name="assen-{axis.id}"') == len(WORDS)
    assert sorted(drawn(html)) == sorted(AXIS_IDS)


@pytest.mark.django_db
def test_an_error_stands_at_its_own_axis():
    html = render("kruispunt_input errors=errors", errors={"as.taal": "Kies een antwoord."})
    before, after = html.split("Kies een antwoord.")
    assert 'name="assen-as.taal"' not in before
    assert after.index('name="assen-as.taal"') < after.index("</fieldset>")


def open_families(html):
    return [int(number) for number in re.findall(r'kruispunt-family--f(\d)" open>', html)]


@pytest.mark.django_db
def test_the_axes_are_folded_by_family_and_an_error_is_never_folded_away():
    assert open_families(render("kruispunt_input")) == [1]
    assert open_families(render("kruispunt_input errors=errors", errors={"as.taal": "Kies een antwoord."})) == [1, 3]


@pytest.mark.django_db
def test_a_folded_family_says_what_was_chosen_in_it():
    html = render("kruispunt_input weights=weights", weights={"as.taal": 3, "as.digitaal": None, "as.plaats": 0})
    chosen = re.findall(r"data-family-chosen>([^<]*)<", html)
    assert chosen == ["", "", "Taal: sterk, Digitaal: weet ik (nog) niet", "", "", "Plaats: speelt niet mee"]


@pytest.mark.django_db
def test_the_small_figure_draws_the_same_lines_and_is_away_without_script():
    html = render("kruispunt_input")
    (lines,) = re.findall(r'<g class="kruispunt__lines" id="([^"]+)">', html)
    assert re.findall(r'<use href="#([^"]+)"', html) == [lines]
    assert "data-kruispunt-now hidden" in html


def test_coordinates_carry_no_decimal_comma():
    html = render("kruispunt_figure weights", weights={"as.taal": 3})
    assert re.findall(r'\b(?:x1|y1|x2|y2|cx|cy|x|y)="(?!-?\d+")[^"]*"', html) == []
