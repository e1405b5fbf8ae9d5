"""Nothing of what comes later leaves the server early, to nobody, by no way; and what is written stays."""

import pytest

from cases.models import CasePage
from cases.queries import begun_by, in_progress
from cases.search import doc_of
from reflection.models import Answer
from reflection.notebook import MemberNotebook
from tests.factories.cases import make_case, publish
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FRONT = "/nl/casussen/proef/"
STAGE = FRONT + "fase/{}/"
WRITTEN = {"gezien": "Noé vertaalt.", "ingevuld": "Dat het vlot gaat."}
LATER = ("voice", "name", "stake", "fact", "question", "guide", "wants", "step", "later", "answer")


@pytest.fixture
def case(tree):
    return make_case()


@pytest.fixture(params=["visitor", "member", "superuser"])
def reader(request, client, case):
    """Everyone who reads, each the same way: no role sees more."""
    if request.param != "visitor":
        client.force_login(UserFactory(is_superuser=request.param == "superuser"))
    return client


def told(answer):
    """Everything that a response says: status line, headers, cookies and body."""
    return str(answer.headers) + str(answer.cookies) + answer.content.decode()


def canaries_in(text):
    """Which planted words occur in this text."""
    stages = {f"stage-{n}" for n in range(1, 6) if f"canary-stage-{n}" in text}
    titles = {f"title-{n}" for n in range(1, 6) if f"canary-title-{n}" in text}
    return stages | titles | {kind for kind in LATER if f"canary-{kind}" in text}


EVERYWHERE = [
    "/nl/", "/nl/casussen/", "/nl/casussen/?as=as.taal.kindtolk", FRONT, STAGE.format(2), STAGE.format(3),
    FRONT + "stemmen/", FRONT + "stemmen/3/", FRONT + "slot/", FRONT + "papier/deelnemers/",
    FRONT + "papier/begeleider/", FRONT + "?fase=3", "/fr/casussen/", "/nl/casussen/proef/feed/",
]  # fmt: skip


def test_before_the_first_stage_nothing_of_the_story_is_anywhere(reader):
    for address in EVERYWHERE:
        for method in (reader.get, reader.head, reader.options):
            answer = method(address)
            assert canaries_in(told(answer)) == set(), f"{method.__name__} {address}"


def test_each_stage_shows_itself_and_what_came_before_and_no_more(reader):
    for number in (1, 2, 3):
        shown = canaries_in(told(reader.get(STAGE.format(number))))
        earlier = {f"title-{n}" for n in range(1, number + 1)}
        assert shown == earlier | {f"stage-{number}"}
        for address in EVERYWHERE:
            if address == STAGE.format(number):
                continue
            elsewhere = canaries_in(told(reader.get(address)))
            assert elsewhere <= earlier | {f"stage-{n}" for n in range(1, number + 1)}, address
        answer = reader.post(STAGE.format(number), WRITTEN)
        assert (answer.status_code, canaries_in(told(answer))) == (303, set())
    titles = {"title-1", "title-2", "title-3"}
    for number in (1, 2, 3):
        voice = FRONT + f"stemmen/{number}/"
        assert canaries_in(told(reader.get(voice))) == titles | {"name"}
        answer = reader.post(voice, {"luister": "1"} if number == 2 else {"vermoeden": "Dat het druk is."})
        assert (answer.status_code, answer["Location"], canaries_in(told(answer))) == (303, voice, set())
        spoken = told(reader.get(voice))
        grid = {"fact"} if number == 3 else set()
        assert canaries_in(spoken) == titles | {"name", "voice", "stake"} | grid
        assert {n for n in (1, 2, 3) if f"canary-voice-{n}" in spoken} == {number}
    assert "canary-question-structuur" in told(reader.get(FRONT + "slot/"))
    assert "canary-guide" not in told(reader.get(FRONT + "slot/"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("part", ["fase/2/", "fase/3/", "stemmen/", "stemmen/2/", "slot/"])
def test_too_early_leads_to_where_the_reader_is_with_the_reason(client, case, method, part):
    answer = getattr(client, method)(FRONT + part, {"verder": "1"} if method == "post" else None)
    assert (answer.status_code, answer["Location"]) == (303, STAGE.format(1))
    assert "Dit deel gaat open na fase 1." in client.get(STAGE.format(1)).content.decode()


def test_going_on_without_writing_is_remembered_as_a_choice(client, case):
    person = UserFactory()
    client.force_login(person)
    answer = client.post(STAGE.format(1), {"verder": "1"})
    assert (answer.status_code, answer["Location"]) == (303, STAGE.format(2))
    first = case.stages[0].id
    assert MemberNotebook(person).read_all(case.about) == {f"fase.{first}.verder": {"hoe": "zonder-schrijven"}}


def test_each_answer_is_kept_apart(client, case):
    person = UserFactory()
    client.force_login(person)
    client.post(
        STAGE.format(1),
        {
            **WRITTEN,
            "vraag": "Wat wil je?",
            "aan": "Noé",
            "zekerheid": "70",
            "assen-as.taal": "3",
            "assen-as.gezin": "weet-niet",
        },
    )
    first = case.stages[0].id
    assert MemberNotebook(person).read_all(case.about) == {
        f"fase.{first}.gezien": {"tekst": "Noé vertaalt.", "weet_niet": False},
        f"fase.{first}.ingevuld": {"tekst": "Dat het vlot gaat.", "weet_niet": False},
        f"fase.{first}.vraag": {"vraag": "Wat wil je?", "aan": "Noé", "weet_niet": False},
        f"fase.{first}.zekerheid": {"getal": 70, "weet_niet": False},
        f"fase.{first}.assen": {"gewichten": {"as.taal": 3, "as.gezin": None}},
        f"fase.{first}.verder": {"hoe": "geschreven"},
    }


@pytest.mark.parametrize(
    "given",
    [
        {"gezien_weet_niet": "on"},
        {"ingevuld_weet_niet": "on"},
        {"vraag_weet_niet": "on"},
        {"zekerheid_weet_niet": "on"},
        {"assen-as.taal": "weet-niet"},
        {"zekerheid": "0"},
        {"gezien": "x"},
    ],
    ids=lambda given: "&".join(given),
)
def test_not_knowing_is_an_answer_and_length_does_not_count(client, case, given):
    assert client.post(STAGE.format(1), given).status_code == 303
    assert client.get(STAGE.format(2)).status_code == 200


def test_an_empty_sheet_is_met_with_three_ways_on(client, case):
    answer = client.post(STAGE.format(1), {})
    assert answer.status_code == 422
    assert "Er staat nog niets." in answer.content.decode()
    assert client.get(STAGE.format(2)).status_code == 303


def test_double_submit_stores_once(client, case):
    person = UserFactory()
    client.force_login(person)
    operation = client.get(STAGE.format(1)).context["form"]["operation"].value()
    for _ in range(2):
        client.post(STAGE.format(1), {**WRITTEN, "operation": operation})
    assert Answer.objects.of(person).count() == 3


HOSTILE = [
    "</textarea><script>alert(1)</script>", "{{ case.guide }}{% debug %}", "\u202eomgekeerd\u2066", "👩🏽‍🦱" * 50,
    "a\x00b\x1bc", "'; DROP TABLE reflection_answer; --", "ﷺ" * 3000, "regel\r\n" * 100, "%s%n %(x)s",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_and_comes_back_inert(reader, text):
    given = dict.fromkeys(("gezien", "ingevuld", "vraag", "aan", "operation"), text)
    answer = reader.post(STAGE.format(1), {**given, "aan": text[:20], "assen-as.taal": text, "onbekend": text})
    assert answer.status_code == 303
    for address in (STAGE.format(1), STAGE.format(2)):
        body = reader.get(address).content.decode()
        assert "<script>alert" not in body
        assert "canary-guide" not in body


def test_text_that_is_too_long_stays_in_the_field_with_a_message(reader):
    long = "woord " * 1000
    answer = reader.post(STAGE.format(1), {"gezien": long})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Je tekst telt 5999 tekens; er is plaats voor 4000." in body
    assert long.strip() in body
    assert canaries_in(told(answer)) == {"stage-1", "title-1"}
    assert reader.post(STAGE.format(1), {"gezien": long, "verder": "1"}).status_code == 303


@pytest.mark.parametrize("number", ["-1", "101", "zeventig", "1e9", "50.5"])
def test_sureness_outside_its_range_says_so_at_the_field(client, case, number):
    answer = client.post(STAGE.format(1), {"zekerheid": number})
    assert answer.status_code == 422
    assert "Schrijf een getal van 0 tot 100, of laat het leeg." in answer.content.decode()


def test_a_full_visit_says_so_and_keeps_the_text(client, case):
    session = client.session
    make_case("vol")
    client.get("/nl/casussen/vol/fase/1/")
    from reflection.notebook import VisitorNotebook

    VisitorNotebook(session).write_all("casus:elders", {"a": {"tekst": "x" * 97_000}})
    session.save()
    client.cookies["sessionid"] = session.session_key
    answer = client.post(STAGE.format(1), {"gezien": "blijft staan" + "y" * 1200})
    assert answer.status_code == 422
    assert "passen niet meer in dit bezoek" in answer.content.decode()
    assert "blijft staan" in answer.content.decode()


def test_nobody_sees_what_another_wrote(client, case):
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"gezien": "KANARIE-tekst"})
    client.post(FRONT + "slot/", {"dan": "KANARIE-stap"})
    assert "KANARIE-tekst" in client.get(STAGE.format(2)).content.decode()
    others = [UserFactory(), UserFactory(is_superuser=True, is_staff=True), None]
    for other in others:
        client.logout()
        if other:
            client.force_login(other)
        for number in (1, 2, 3):
            assert "KANARIE" not in told(client.get(STAGE.format(number)))
            client.post(STAGE.format(number), {"verder": "1"})
        assert "KANARIE" not in told(client.get(FRONT + "slot/"))


def test_search_knows_the_front_and_the_first_stage_only(case):
    assert canaries_in(str(doc_of(case))) == {"stage-1", "title-1"}


def test_paper_opens_by_choice_and_opens_no_stage_of_ones_own(client, case):
    assert canaries_in(told(client.get(FRONT + "papier/begeleider/"))) == set()
    assert client.get(FRONT + "begeleiden/").status_code == 405
    answer = client.post(FRONT + "begeleiden/")
    assert (answer.status_code, answer["Location"]) == (303, FRONT + "papier/begeleider/")
    assert {"guide", "voice", "fact", "stage-3"} <= canaries_in(told(client.get(FRONT + "papier/begeleider/")))
    participants = canaries_in(told(client.get(FRONT + "papier/deelnemers/")))
    assert "stage-3" in participants
    assert "guide" not in participants
    assert client.get(STAGE.format(2)).status_code == 303
    make_case("ander")
    assert canaries_in(told(client.get("/nl/casussen/ander/papier/deelnemers/"))) == set()


def test_restart_clears_a_visitor_and_keeps_a_members_versions(reader, case):
    reader.post(STAGE.format(1), {"gezien": "KANARIE-eerst"})
    kept = Answer.objects.count()
    assert reader.post(FRONT + "opnieuw/")["Location"] == FRONT
    assert reader.get(STAGE.format(2)).status_code == 303
    assert "KANARIE" not in reader.get(STAGE.format(1)).content.decode()
    assert Answer.objects.count() == (kept + 1 if kept else 0)


def test_revising_keeps_the_way_open_and_adds_a_version(client, case):
    person = UserFactory()
    client.force_login(person)
    client.post(STAGE.format(1), WRITTEN)
    before = Answer.objects.of(person).count()
    client.post(STAGE.format(1), {**WRITTEN, "ingevuld": "Toch niet."})
    assert Answer.objects.of(person).count() == before + 2  # the changed answer, and that it was submitted
    assert client.get(STAGE.format(2)).status_code == 200


def test_a_stage_that_is_added_later_closes_nothing_again(client, case):
    for number in (1, 2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    client.post(FRONT + "slot/", {"geen": "1"})
    case.stages = [
        *case.stages.raw_data,
        {"type": "stage", "value": {"title": "Nieuw", "text": "x", "assignments": []}},
    ]
    publish(case)
    assert client.get(FRONT + "slot/").status_code == 200
    assert client.get(STAGE.format(4)).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nl/casussen/geen/fase/1/",
        FRONT + "fase/0/",
        FRONT + "fase/9/",
        FRONT + "papier/anders/",
        "/fr/casussen/proef/fase/1/",
    ],
)
def test_absent_is_absent(client, case, address):
    assert client.get(address).status_code == 404


def test_hidden_case_is_as_absent_as_none(client, case):
    from people.models.audience import of_owner

    CasePage.objects.filter(pk=case.pk).update(audience=of_owner(UserFactory()))
    for part in ("", "fase/1/", "stemmen/", "slot/", "papier/begeleider/"):
        hidden, absent = client.get(FRONT + part), client.get("/nl/casussen/geen/" + part)
        assert (hidden.status_code, absent.status_code) == (404, 404)
    assert "proef" not in client.get("/nl/casussen/").content.decode()


@pytest.mark.usefixtures("_clear_page_caches")
@pytest.mark.parametrize("earlier", [1, 3])
def test_stage_page_stays_within_its_budget(client, tree, django_assert_num_queries, earlier):
    make_case(stages=5)
    client.force_login(UserFactory())
    for number in range(1, earlier + 1):
        client.post(STAGE.format(number), WRITTEN)
    client.get(STAGE.format(1))
    with django_assert_num_queries(8):
        answer = client.get(STAGE.format(earlier + 1))
    assert len(answer.content) <= 60_000


def test_in_progress_names_the_next_stage_and_ends_with_the_do_step(client, case, django_assert_num_queries):
    person = UserFactory()
    client.force_login(person)
    assert in_progress(person) == []
    client.post(STAGE.format(1), WRITTEN)
    make_case("tweede")
    client.post("/nl/casussen/tweede/fase/1/", {"verder": "1"})
    person = type(person).objects.get(pk=person.pk)
    with django_assert_num_queries(3):
        found = in_progress(person)
    assert [(entry.case.slug, entry.stage, entry.url) for entry in found] == [
        ("tweede", 2, "/nl/casussen/tweede/fase/2/"),
        ("proef", 2, STAGE.format(2)),
    ]
    for number in (2, 3):
        client.post(STAGE.format(number), {"verder": "1"})
    assert [entry.url for entry in in_progress(person)] == [FRONT + "slot/", "/nl/casussen/tweede/fase/2/"]
    client.post(FRONT + "slot/", {"geen": "1"})
    begun = begun_by(person)
    assert [entry.case.slug for entry in begun.open] == ["tweede"]
    assert [(entry.case.slug, entry.url) for entry in begun.finished] == [("proef", FRONT + "slot/")]
    page = client.get("/nl/mijn/").content.decode()
    assert f'<a href="{FRONT}slot/">' in page.split('id="afgerond"')[1].split("</section>")[0]
