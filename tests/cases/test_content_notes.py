"""Content notes: named before and inside, a short version for who wants it, and going on from it is going on."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.content_notes import Told, notes_in, told_of, topics_of
from cases.enums import Intensity
from cases.models import ContentPreference
from cases.search import doc_of
from people.exporting import collect
from reflection.notebook import MemberNotebook
from tests.factories.cases import CONCEPTS, items, make_case, publish
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FRONT = "/nl/casussen/proef/"
STAGE = FRONT + "fase/{}/"
CHOICE = "/nl/casussen/inhoudsnoten/"
SHORT = "Lees liever het kort"
TASKS = ("gezien-ingevuld", "zinnen", "uitspraken")


@pytest.fixture
def case(tree):
    """War is named at stage 1 and shown at stage 2; stage 3 says nothing of it."""
    case = make_case(concepts=(*CONCEPTS, "inh.oorlog", "inh.verlies"), tasks=TASKS)
    for number, notes in enumerate(([("inh.oorlog", "genoemd")], [("inh.oorlog", "getoond")]), start=1):
        raw = case.stages.raw_data[number - 1]
        raw["value"]["content"] = items([{"topic": topic, "intensity": how} for topic, how in notes])
        raw["value"]["gist"] = f"Kort canary-gist-{number}."
    case.stages = type(case).stages.field.stream_block.to_python(case.stages.raw_data)
    publish(case)
    return type(case).objects.get(pk=case.pk)


@pytest.fixture(params=["visitor", "member"])
def reader(request, client, case):
    if request.param == "member":
        client.force_login(UserFactory())
    return client


def page(answer):
    return BeautifulSoup(answer.content, "html.parser")


def choose(client, *topics):
    answer = client.post(CHOICE, {"topics": topics})
    assert (answer.status_code, answer["Location"]) == (303, CHOICE)


def test_each_topic_is_told_once_at_its_strongest_with_its_stages(case):
    notes = [notes_in(block.value) for block in case.stages]
    told = told_of(case.concepts.select_related("facet").order_by("pk"), notes)
    assert told == [
        Told("inh.oorlog", "inh.oorlog", Intensity.SHOWN, (1, 2)),
        Told("inh.verlies", "inh.verlies"),
    ]
    assert topics_of(case.stages) == ["inh.oorlog"]


def test_the_front_says_it_before_the_story_and_in_what_is_shared(reader):
    front = page(reader.get(FRONT))
    note = " ".join(front.select_one(".note--content").get_text().split())
    assert "inh.oorlog: gebeurt in de tekst (fasen 1, 2). inh.verlies." in note
    assert front.select_one(".note--content a[href^='tel:']")["href"] == "tel:112"
    assert "inh.oorlog. inh.verlies." in front.select_one("meta[name=description]")["content"]


def test_inside_the_note_comes_before_the_text_and_a_stage_without_one_says_nothing(reader):
    for number, told in ((1, "inh.oorlog: wordt genoemd."), (2, "inh.oorlog: gebeurt in de tekst."), (3, None)):
        shown = page(reader.get(STAGE.format(number)))
        note = shown.select_one(".stage__text .note--content")
        if told is None:
            assert note is None
        else:
            assert told in " ".join(note.get_text().split())
            assert note.find_next(class_="stage__story") is not None
        reader.post(STAGE.format(number), {"verder": "1"})


def test_a_preference_folds_the_stage_and_the_whole_text_stays_on_the_server(reader):
    choose(reader, "inh.oorlog")
    answer = reader.get(STAGE.format(1)).content.decode()
    for word, there in (("canary-gist-1", True), ("canary-stage-1", False), ("Uitspraak 1-1", False)):
        assert (word in answer) is there, word
    assert "Toon de hele tekst" in answer
    whole = reader.get(STAGE.format(1) + "?tekst=alles").content.decode()
    assert ("canary-stage-1" in whole, "canary-gist-1" in whole, "Uitspraak 1-1" in whole) == (True, False, True)
    choose(reader)
    assert "canary-stage-1" in reader.get(STAGE.format(1)).content.decode()


@pytest.mark.parametrize("asked", ["kort", "alles", "onzin", ""])
def test_an_address_asks_for_one_stage_and_changes_no_preference(client, case, asked):
    shown = client.get(STAGE.format(1) + f"?tekst={asked}").content.decode()
    assert ("canary-gist-1" in shown) is (asked == "kort")
    assert "canary-stage-1" in client.get(STAGE.format(1)).content.decode()
    client.post(STAGE.format(1), {"verder": "1"})
    client.post(STAGE.format(2), {"verder": "1"})
    assert "canary-stage-3" in client.get(STAGE.format(3) + "?tekst=kort").content.decode()


@pytest.mark.parametrize("written", [{"verder": "1"}, {"gezien": "Iets."}], ids=["without writing", "with"])
def test_going_on_from_the_short_version_is_completing_the_same(client, case, written):
    folded, whole = UserFactory(), UserFactory()
    for person in (folded, whole):
        client.force_login(person)
        if person is folded:
            choose(client, "inh.oorlog")
        for number in (1, 2, 3):
            answer = client.post(STAGE.format(number), written)
            assert answer.status_code == 303
        assert client.get(FRONT + "slot/").status_code == 200
    assert MemberNotebook(folded).read_all(case.about) == MemberNotebook(whole).read_all(case.about)


def test_the_end_offers_no_sentence_of_a_stage_that_was_read_short(client, case):
    client.force_login(UserFactory())
    choose(client, "inh.oorlog")
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    end = client.get(FRONT + "slot/").content.decode()
    assert [n for n in (1, 2, 3) if f"canary-stage-{n}" in end] == [3]
    assert "Even landen" in end


def test_the_choice_is_sealed_private_and_comes_along_with_ones_data(client, case):
    person = UserFactory()
    client.force_login(person)
    choose(client, "inh.oorlog", "inh.verlies")
    choose(client, "inh.verlies")
    row = ContentPreference.objects.get()
    assert b"inh." not in bytes(row.sealed)
    (kept,) = (kept for kept in collect(person) if kept.model is ContentPreference)
    assert "inh.verlies" in str(kept.rows)
    assert not ContentPreference.objects.exclude(person=person).exists()
    row.data_key.delete()
    assert client.get(STAGE.format(1)).status_code == 200
    choose(client)
    assert not ContentPreference.objects.exists()


def test_a_visitors_choice_lasts_as_long_as_the_visit(client, case):
    choose(client, "inh.oorlog")
    assert ContentPreference.objects.count() == 0
    client.cookies.clear()
    assert "canary-stage-1" in client.get(STAGE.format(1)).content.decode()


def test_a_topic_that_is_none_is_refused(client, case):
    answer = client.post(CHOICE, {"topics": ["as.taal.kindtolk"]})
    assert (answer.status_code, "Kies onderwerpen uit de lijst." in answer.content.decode()) == (422, True)


def test_search_knows_the_short_version_of_a_first_stage_with_a_note(case):
    told = str(doc_of(case))
    assert ("canary-gist-1" in told, "canary-stage-1" in told) == (True, False)


def test_a_case_without_notes_asks_nothing_about_preferences(client, tree):
    make_case("zonder")
    client.force_login(UserFactory())
    with CaptureQueriesContext(connection) as asked:
        client.get("/nl/casussen/zonder/fase/1/")
    assert [each["sql"] for each in asked.captured_queries if "contentpreference" in each["sql"]] == []
