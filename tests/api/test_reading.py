"""The reading API: what the pages show to this reader and nothing else, a page at a time, known by its ETag."""

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from meerstemmig.api import answers
from meerstemmig.api.described import SCHEMAS, described
from meerstemmig.urls import urlpatterns
from people.models.audience import of_group
from practices.models import PracticePage
from tests.factories.cases import make_case
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree", "_clear_page_caches")]

API = "/api/v1/"
CANARY = "kanarievogel"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def team():
    """A team with a practice of its own; beside it one for everybody and one that is not published."""
    team = TeamFactory()
    make_practice("open", summary="Voor iedereen.")
    make_practice(
        "geheim", title=f"Titel {CANARY}", summary=f"Zin {CANARY}", occasion=f"Tekst {CANARY}", audience=of_group(team)
    )
    make_practice("ontwerp", title=f"Ontwerp {CANARY}", live=False)
    call_command("index_search", rebuild=True, verbosity=0)
    return team


def said(client, path, **asked):
    response = client.get(f"{API}{path}", asked)
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    return json.loads(response.content)


def everything(client):
    """Every answer there is, as text: lists, things by their numbers, search by the hidden word."""
    paths = [
        "",
        "openapi.json",
        "practices/",
        "cases/",
        "concepts/",
        f"search/?q={CANARY}",
        "search/",
        "search/?q=tolk",
    ]
    paths += [f"{kind}/{page.pk}/" for kind in ("practices", "cases") for page in PracticePage.objects.all()]
    return "\n".join(client.get(f"{API}{path}").content.decode() for path in paths)


@pytest.mark.parametrize("who", ["visitor", "outsider"])
def test_what_a_team_keeps_stands_in_no_answer_for_others(client, team, who):
    if who == "outsider":
        client.force_login(MembershipFactory(team=TeamFactory()).person)
    assert CANARY not in everything(client).replace(f"q={CANARY}", "")
    assert [one["title"] for one in said(client, "practices/")["results"]] == ["Open"]
    assert said(client, "practices/")["count"] == 1
    assert said(client, "search/", q=CANARY)["count"] == 0


def test_the_team_itself_gets_it_and_leaving_takes_it_away(client, team):
    membership = MembershipFactory(team=team)
    client.force_login(membership.person)
    assert {one["title"] for one in said(client, "practices/")["results"]} == {"Open", f"Titel {CANARY}"}
    assert said(client, "search/", q=CANARY)["count"] == 1
    membership.delete()
    assert CANARY not in everything(client).replace(f"q={CANARY}", "")


def test_a_draft_is_absent_for_everybody_in_the_same_way(client, team):
    draft = PracticePage.objects.get(slug="ontwerp")
    answers_ = [client.get(f"{API}practices/{pk}/") for pk in (draft.pk, 10**6)]
    assert [(one.status_code, one.content) for one in answers_] == [(404, b'{"error": "not found"}')] * 2


def test_a_practice_is_whole_and_its_own_json_ld(client, team):
    page = PracticePage.objects.get(slug="open")
    found = said(client, f"practices/{page.pk}/")
    assert (found["@type"], found["name"], found["description"]) == ("HowTo", "Open", "Voor iedereen.")
    assert (found["what_was_hard"], found["when_not"]) == ("Kleine talen: soms drie weken wachten.", "Bij acute nood.")
    html = client.get(page.url).content.decode()
    assert f'<link rel="alternate" type="application/json" href="{API}practices/{page.pk}/">' in html


def test_a_page_holds_its_practice_as_linked_data_that_cannot_end_its_own_block(client, team):
    page = PracticePage.objects.get(slug="open")
    page.title, page.organisation = "Open </script><b>&amp;", "Huis <Noord>"
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert not set("<>&") & set(told)
    found = json.loads(told)
    assert (found["@context"], found["@type"], found["name"]) == ("https://schema.org", "HowTo", page.title)
    assert found["author"] == {"@type": "Organization", "name": "Huis <Noord>"}
    assert found["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert found["url"].endswith(page.url)
    assert "id" not in found


def test_a_case_ends_with_its_first_stage(client):
    case = make_case()
    found = said(client, f"cases/{case.pk}/")
    assert set(found) == set(SCHEMAS["Case"])
    assert set(re.findall(r"canary-[\w-]+", json.dumps(found))) == {"canary-title-1", "canary-stage-1"}


def test_answers_are_as_they_are_described(client, team):
    page = PracticePage.objects.get(slug="open")
    assert set(said(client, f"practices/{page.pk}/")) == set(SCHEMAS["Practice"])
    assert set(said(client, "practices/")["results"][0]) == set(SCHEMAS["Found"])
    assert said(client, "openapi.json") == json.loads(json.dumps(described()))


def test_every_address_is_described():
    ours = next(one for one in urlpatterns if getattr(one, "app_name", "") == "api")
    routes = {re.sub(r"<\w+:\w+>", "{id}", f"{API}{one.pattern}") for one in ours.url_patterns}
    assert routes - {API, f"{API}openapi.json"} == set(described()["paths"])


def test_pages_follow_each_other_and_hold_everything_once(client):
    for number in range(5):
        make_practice(f"p-{number}")
    first = said(client, "practices/", per_page=2, language="nl")
    assert (first["count"], first["previous"], len(first["results"])) == (5, None, 2)
    seen, page = [one["id"] for one in first["results"]], first
    while page["next"]:
        page = json.loads(client.get(page["next"]).content)
        seen += [one["id"] for one in page["results"]]
    assert (len(seen), len(set(seen))) == (5, 5)


@pytest.mark.parametrize("asked", ["page=0", "page=x", "page=99999999", "per_page=0", "per_page=100000", "page=²"])
def test_a_strange_page_gets_an_ordinary_answer(client, asked):
    assert client.get(f"{API}practices/?{asked}").status_code == 200


def test_who_holds_an_answer_gets_no_second_one_until_it_changes(client, team):
    first = client.get(f"{API}practices/")
    again = client.get(f"{API}practices/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (first["Cache-Control"], first["Vary"]) == ("private, no-cache", again["Vary"])
    make_practice("nieuw")
    assert client.get(f"{API}practices/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_etag_of_the_team_opens_nothing_for_others(client, team):
    client.force_login(MembershipFactory(team=team).person)
    mine = client.get(f"{API}practices/")["ETag"]
    client.logout()
    answer = client.get(f"{API}practices/", headers={"If-None-Match": mine})
    assert (answer.status_code, CANARY in answer.content.decode()) == (200, False)


def test_after_so_many_in_a_minute_one_waits_and_another_does_not(client, monkeypatch):
    monkeypatch.setattr(answers, "PER_MINUTE", 2)
    with time_machine.travel(datetime(2026, 11, 26, 12, 0, 20, tzinfo=UTC), tick=False):
        assert [client.get(API).status_code for _time in range(3)] == [200, 200, 429]
        assert client.get(API)["Retry-After"] == "40"
        client.force_login(UserFactory())
        assert client.get(API).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    assert getattr(client, method)(f"{API}practices/").status_code == 405


def test_search_without_an_index_says_so(client, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "weg"
    settings.SEARCH_PLACE = settings.SEARCH_PLACE and f"{settings.SEARCH_PLACE}-weg"
    answer = client.get(f"{API}search/", {"q": "tolk"})
    assert (answer.status_code, json.loads(answer.content)) == (503, {"error": "search is not available now"})


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_however_many(client, number, django_assert_num_queries):
    for one in range(number):
        make_practice(f"p-{one}")
    client.get(f"{API}practices/")
    with django_assert_num_queries(
        4
    ):  # the practices, their concepts, what others told beneath them, how many there are
        client.get(f"{API}practices/")
