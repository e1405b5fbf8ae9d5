"""The voices: nobody speaks before the reader guessed or chose not to, and what they guessed stays theirs."""

import pytest

from cases.voices import grid_of
from reflection.models import Answer
from reflection.notebook import MemberNotebook
from tests.cases.test_reading import FRONT, STAGE, told
from tests.factories.cases import blocks, items, make_case
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches")]
VOICE = FRONT + "stemmen/{}/"


@pytest.fixture
def person(tree, client):
    reader = UserFactory()
    client.force_login(reader)
    return reader


@pytest.fixture
def case(person, client):
    made = make_case()
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    return made


def kept(person, case, number):
    start = f"stem.{case.voices[number - 1].id}."
    notes = MemberNotebook(person).read_all(case.about)
    return {part.removeprefix(start): value for part, value in notes.items() if part.startswith(start)}


def test_a_guess_is_made_once_and_stands_beside_what_was_said(client, person, case):
    client.post(VOICE.format(1), {"vermoeden": "Dat hij moe is."})
    page = told(client.get(VOICE.format(1)))
    assert "<q>Dat hij moe is.</q>" in page
    answer = client.post(VOICE.format(1), {"vermoeden": "Achteraf wist ik het."})
    assert (answer.status_code, answer["Location"]) == (303, VOICE.format(1))
    assert kept(person, case, 1) == {"vermoeden": {"tekst": "Dat hij moe is.", "weet_niet": False}}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"vermoeden_weet_niet": "on"}, {"vermoeden": {"tekst": "", "weet_niet": True}}),
        ({"luister": "1"}, {"verder": {"hoe": "zonder-schrijven"}}),
        ({"luister": "1", "vermoeden": "Toch."}, {"vermoeden": {"tekst": "Toch.", "weet_niet": False}}),
        ({"vermoeden": "x"}, {"vermoeden": {"tekst": "x", "weet_niet": False}}),
    ],
)
def test_not_knowing_and_listening_without_guessing_are_answers(client, person, case, given, stored):
    assert client.post(VOICE.format(2), given)["Location"] == VOICE.format(2)
    assert kept(person, case, 2) == stored
    assert "canary-voice-2" in told(client.get(VOICE.format(2)))


@pytest.mark.parametrize("given", [{}, {"vermoeden": "   "}, {"vermoeden": "y" * 401}, {"afstand": "2"}])
def test_without_a_guess_or_a_choice_nobody_speaks(client, person, case, given):
    answer = client.post(VOICE.format(1), given)
    assert answer.status_code == 422
    assert "canary-voice" not in told(answer) + told(client.get(VOICE.format(1)))
    assert kept(person, case, 1) == {}


def test_the_distance_is_the_readers_own_and_can_be_placed_again(client, person, case):
    client.post(VOICE.format(1), {"vermoeden": "Iets."})
    assert client.post(VOICE.format(1), {"afstand": "3"})["Location"] == VOICE.format(2)
    client.post(VOICE.format(1), {"afstand": "weet-niet"})
    assert kept(person, case, 1)["afstand"] == {"gekozen": "weet-niet"}
    assert Answer.objects.of(person).filter(part__endswith="afstand").count() == 2
    assert client.post(VOICE.format(1), {"afstand": "9"}).status_code == 422


def test_the_way_leads_past_every_voice_and_then_to_the_grid(client, person, case):
    assert client.get(FRONT + "stemmen/").context["voice"].number == 1
    client.post(VOICE.format(1), {"luister": "1"})
    assert client.get(FRONT + "stemmen/").context["voice"].number == 2
    client.post(VOICE.format(3), {"luister": "1"})
    assert client.post(VOICE.format(3), {"afstand": "0"})["Location"] == VOICE.format(2)
    assert "canary-fact" not in told(client.get(VOICE.format(3)))
    client.post(VOICE.format(2), {"luister": "1"})
    assert client.post(VOICE.format(2), {"afstand": "0"})["Location"] == VOICE.format(2) + "#wie-weet-wat"
    page = client.get(VOICE.format(2)).content.decode()
    assert page.count("canary-fact") == 3
    assert page.count("weet dit niet") == 6


def test_the_grid_is_the_authors_own(person, case):
    case.knowledge = blocks(
        "fact",
        [
            {"fact": "A", "knowers": items([{"who": "Oma", "since": 2}])},
            {"fact": "B", "knowers": items([{"who": "Naam canary-name-2", "since": 1}, {"who": "Oma", "since": 3}])},
            {"fact": "C", "knowers": []},
        ],
    )
    grid = grid_of(case)
    assert grid.people == ("Naam canary-name-1", "Naam canary-name-2", "Naam canary-name-3", "Oma")
    assert [(fact.text, fact.since) for fact in grid.facts] == [
        ("A", (None, None, None, 2)),
        ("B", (None, 1, None, 3)),
        ("C", (None, None, None, None)),
    ]
    case.knowledge = []
    assert grid_of(case) is None


def test_the_work_book_names_who_it_was_about(client, person, case):
    client.post(VOICE.format(2), {"vermoeden": "Dat zij wacht."})
    client.post(VOICE.format(2), {"afstand": "4"})
    page = client.get(f"/nl/notities/werkboek/van/{case.about}/").content.decode()
    for words in ("Dat zij wacht.", "heel ver", "Naam canary-name-2", VOICE.format(2)):
        assert words in page
    assert "canary-voice" not in page


@pytest.mark.parametrize("heard", [1, 3])
def test_the_page_of_a_voice_stays_within_its_budget(client, person, case, heard, django_assert_num_queries):
    for number in range(1, heard + 1):
        client.post(VOICE.format(number), {"vermoeden": "Iets."})
    client.get(VOICE.format(1))
    with django_assert_num_queries(7):
        answer = client.get(VOICE.format(1))
    assert len(answer.content) <= 60_000
