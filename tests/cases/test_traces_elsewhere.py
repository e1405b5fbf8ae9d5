"""What is replaced in one language is laid before who decides about the others, and blocks their next publication."""

import copy

import pytest

from cases.models import CasePage, Trace
from cases.rules import CaseNotReady
from cases.traces.actions import keep, put_for, search_traces, take_for_nobody
from cases.traces.queries import draft_of, other_versions, questions_of
from tests.factories.cases import make_case, publish
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

NAME = "Ibtissam"


@pytest.fixture
def trainer():
    return UserFactory(is_superuser=True, is_staff=True)


def decide_the_rest(case, by):
    for question in questions_of(draft_of(case)):
        if not question.decision:
            keep(draft_of(case), question.quote, reason="verzonnen", seen=question.stamp, by=by)


def seen(case, quote):
    return next(question.stamp for question in questions_of(draft_of(case)) if question.quote == quote)


def written(case, summary, first_stage):
    """The case with these two texts, searched, and everything in it decided."""
    case.summary = summary
    raw = copy.deepcopy(case.stages.get_prep_value())
    raw[0]["value"]["text"] = first_stage
    case.stages = case.stages.stream_block.to_python(raw)
    publish(case)
    search_traces(draft_of(case))
    return CasePage.objects.get(pk=case.pk)


@pytest.fixture
def pair(trainer):
    """A Dutch case and its French version, out both of them, about somebody with the same name in another town."""
    dutch = make_case()
    french = make_case(language="fr")
    french.translation_key = dutch.translation_key
    french.stages = french.stages.stream_block.to_python(dutch.stages.raw_data)
    french = written(french, f"Ici {NAME} attend.", "Elle habite à Anvers depuis peu.")
    dutch = written(dutch, f"{NAME} wacht.", "Ze woont sinds kort in Antwerpen.")
    for case in (french, dutch):
        decide_the_rest(case, trainer)
    return dutch, french


def open_in(case):
    return {question.quote for question in questions_of(draft_of(case)) if not question.decision}


def replace_in(case, quote, other, by):
    return put_for(case, quote, other, widens=False, seen=seen(case, quote), by=by)


def test_the_same_name_is_asked_about_again_in_the_other_language_and_holds_it_back(pair, trainer):
    dutch, french = pair
    assert (open_in(french), draft_of(french).trace_standing().is_settled) == (set(), True)
    assert replace_in(dutch, NAME, "Samira", trainer) == [french]
    assert (open_in(french), draft_of(french).summary) == ({NAME}, f"Ici {NAME} attend.")
    with pytest.raises(CaseNotReady, match="Er staat 1 plek in de tekst"):
        french.get_latest_revision().publish()
    # A new search of the same words, or of changed ones, does not lose it.
    search_traces(draft_of(french))
    assert open_in(french) == {NAME}
    replace_in(french, NAME, "Samira", trainer)
    assert (open_in(french), open_in(dutch)) == ({"Samira"}, {"Samira"})
    decide_the_rest(french, trainer)
    CasePage.objects.get(pk=french.pk).get_latest_revision().publish()


def test_a_place_that_is_written_otherwise_is_asked_about_where_it_stands(pair, trainer):
    dutch, french = pair
    assert replace_in(dutch, "Antwerpen", "een stad", trainer) == [french]
    assert open_in(french) == {"Anvers"}
    question = next(each for each in questions_of(draft_of(french)) if each.quote == "Anvers")
    keep(draft_of(french), "Anvers", reason="grote stad, in overleg", seen=question.stamp, by=trainer)
    assert open_in(french) == set()
    search_traces(draft_of(french))
    assert open_in(french) == set()


def test_words_that_no_recogniser_sees_there_are_a_finding_as_long_as_they_stand(pair, trainer):
    dutch, french = pair
    for each in (dutch, french):
        draft = draft_of(each)
        draft.do_step = "Bel de zevende dag."
        draft.save_revision()
        search_traces(draft)
    Trace.objects.create(case=dutch, block="do_step", quote="zevende dag", digest="", label="DATE")
    assert replace_in(dutch, "zevende dag", "dag erna", trainer) == [french]
    search_traces(draft_of(french))
    assert open_in(french) == {"zevende dag"}
    draft = draft_of(french)
    draft.do_step = "Appelez."
    draft.save_revision()
    search_traces(draft)
    assert (open_in(french), Trace.objects.filter(quote="zevende dag").count()) == (set(), 0)


def test_what_was_taken_for_nobody_elsewhere_stays_decided_unless_it_is_the_same_word(pair, trainer):
    dutch, french = pair
    stamp = seen(french, "Anvers")
    take_for_nobody(french, "Anvers", seen=stamp, by=trainer)
    assert replace_in(dutch, "Antwerpen", "een stad", trainer) == []
    take_for_nobody(french, NAME, seen=seen(french, NAME), by=trainer)
    assert replace_in(dutch, NAME, "Samira", trainer) == [french]


def test_the_page_tells_where_else_it_has_to_be_decided(client, pair, trainer):
    dutch, french = pair
    client.force_login(trainer)
    address = f"/nl/casussen/herkenbaarheid/{dutch.pk}/"
    sent = {"quote": NAME, "choice": "eigen", "own": "Samira", "seen": seen(dutch, NAME)}
    page = client.post(address, sent, follow=True).content.decode()
    assert "Deze taal moet er ook over beslissen" in page
    assert "nog 1 plek te beslissen" in page
    assert f"/nl/casussen/herkenbaarheid/{french.pk}/" in page
    told = client.get(f"/nl/casussen/herkenbaarheid/{french.pk}/").content.decode()
    assert "In de andere taal (Nederlands) is op deze plek iets vervangen." in told


@pytest.mark.parametrize("count", [1, 3])
def test_other_languages_cost_two_queries(pair, count, django_assert_num_queries):
    dutch, french = pair
    for number in range(count):
        Trace.objects.create(case=french, block="title", quote=f"q{number}", digest="", label="PERSON")
        Trace.objects.create(case=french, block="summary", quote=f"q{number}", digest="", label="PERSON")
    with django_assert_num_queries(2):
        assert [(version.case, version.open) for version in other_versions(dutch)] == [(french, count)]
