"""The kruispuntfiguur as numbers: what holds whatever a reader filled in."""

from itertools import pairwise

import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.axes import AXES, AXIS_IDS, FAMILIES, UNKNOWN, axis_of
from vocabulary.figure import LARGE, SMALL, difference, figure, read_weights, tag_figure, weights_of

WEIGHT = st.sampled_from([0, 1, 2, 3, None])
WEIGHTS = st.dictionaries(st.sampled_from(sorted(AXIS_IDS)), WEIGHT)


def points(drawing):
    return [(x, y) for arm in drawing.arms for x, y in ((arm.x1, arm.y1), (arm.x2, arm.y2))]


def inside(drawing):
    return all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points(drawing))


def test_the_axes_are_those_of_the_thesaurus():
    thesaurus = yaml.safe_load((settings.CONTENT_DIR / "thesaurus.yaml").read_text())
    concepts = thesaurus["concepts"]
    narrower = {other for concept in concepts for other in concept.get("narrower", [])}
    top = {concept["id"] for concept in concepts if concept["facet"] == "as" and concept["id"] not in narrower}
    assert {axis.id for axis in AXES} == top
    assert len(AXES) == 18


def test_six_families_of_three():
    assert {number: [axis.family for axis in AXES].count(number) for number in FAMILIES} == dict.fromkeys(
        range(1, 7), 3
    )


@given(WEIGHTS)
def test_every_line_stays_within_the_drawing(weights):
    assert inside(figure(weights))
    assert inside(tag_figure(weights))
    assert all(inside(side) for side in difference(weights, {}))


@given(WEIGHTS, WEIGHTS)
def test_places_do_not_depend_on_weights(one, other):
    assert points(figure(one)) == points(figure(other))
    assert [arm.axis for arm in figure(one).arms] == list(AXES)


@given(WEIGHTS)
def test_every_axis_is_drawn_once_whatever_the_order_of_drawing(weights):
    drawing = figure(weights)
    assert sorted(arm.axis.id for arm in drawing.by_weight) == sorted(AXIS_IDS)
    widths = [arm.width for arm in drawing.by_weight]
    assert widths == sorted(widths)


@given(WEIGHTS)
def test_what_plays_is_what_was_weighed_above_nothing(weights):
    assert {arm.axis.id for arm in figure(weights).playing} == {axis for axis, weight in weights.items() if weight}
    assert {arm.axis.id for arm in figure(weights).unknown} == {axis for axis in weights if weights[axis] is None}


@given(WEIGHTS)
def test_a_line_is_drawn_apart_or_rests_in_the_path_never_both(weights):
    drawing = figure(weights)
    assert len(drawing.drawn) + drawing.resting_path.count("M") == len(AXES)
    assert {arm.axis.id for arm in drawing.drawn} == {axis for axis, weight in weights.items() if weight != 0}


def test_no_line_is_the_continuation_of_another():
    for box in (LARGE, SMALL):
        drawing = figure({}, box)
        x, y = drawing.centre
        slopes = sorted((arm.y1 - y) / (arm.x1 - x) for arm in drawing.arms)
        assert min(after - before for before, after in pairwise(slopes)) > 0.02


def test_a_line_of_the_difference_runs_straight_through_the_crossing():
    first, last = difference({}, {})
    x, y = first.centre
    for before, after in zip(first.arms, last.arms, strict=True):
        assert (before.x1 - x, before.y1 - y) == (x - after.x1, y - after.y1)


@given(st.dictionaries(st.text(max_size=40), st.text(max_size=12)))
def test_reading_what_anyone_posts_never_breaks_and_invents_nothing(data):
    weights = read_weights(data)
    assert set(weights) <= AXIS_IDS
    assert all(f"assen-{axis}" in data for axis in weights)


@given(WEIGHTS)
def test_what_the_form_posts_is_read_back_the_same(weights):
    posted = {f"assen-{axis}": UNKNOWN if weight is None else str(weight) for axis, weight in weights.items()}
    posted |= {"assen-as.onbestaand": "3", "andere-as.taal": "3", "assen-as.taal.kindtolk": "3"}
    assert read_weights(posted) == weights


def test_only_the_five_answers_are_answers():
    given_answers = ["-1", "4", "03", "drie", "", "²", UNKNOWN.upper()]
    assert [read_weights({"assen-as.taal": answer}) for answer in given_answers] == [{}] * len(given_answers)


def test_a_narrower_concept_stands_on_its_axis():
    class Tag:
        def __init__(self, concept_id):
            self.id = concept_id

    assert weights_of([Tag("as.taal.kindtolk"), Tag("as.gezin"), Tag("mech.taaldrempel")]) == {
        "as.taal": 2,
        "as.gezin": 2,
    }
    assert axis_of("as.onbestaand") is None
