"""Reports about a case: from anybody, sealed, with a clock, answered by the editors and by nobody else."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail

from cases.models import CaseReport
from cases.reporting import actions
from cases.reporting.mail import announce
from cases.reporting.rules import AlreadyAnswered, NotTheEditors
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db
ADDRESS = "/nl/casussen/proef/melden/"
SAID = {"reason": "kwetst", "text": "canary-words"}


@pytest.fixture
def case(tree):
    return make_case()


def words_of(page, selector="main"):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one(selector).get_text(" ").split())


def link_in(answer):
    return re.search(r"/nl/casussen/melding/[^\"]+", answer.content.decode())[0]


def test_a_visitor_reports_and_reads_the_answer_later(client, case, people):
    assert '/nl/casussen/proef/melden/"' in client.get("/nl/casussen/proef/").content.decode()
    answer = client.post(ADDRESS, SAID)
    assert answer.status_code == 201
    assert "We kijken er binnen de week naar" in words_of(answer)
    report = CaseReport.objects.get()
    assert (report.reason, report.told) == ("kwetst", {"text": "canary-words", "address": ""})
    assert b"canary-words" not in bytes(report.sealed)
    assert "wacht nog op antwoord van de redactie" in words_of(client.get(link_in(answer)))
    actions.answer(by=people["editor"], report=report, outcome="aangepast", text="Dank. We schrappen die zin.")
    told = words_of(client.get(link_in(answer)))
    assert "De casus is aangepast." in told
    assert "Dank. We schrappen die zin." in told
    assert "canary-words" not in told
    assert mail.outbox == []


def test_an_address_is_used_once_and_forgotten(client, case, people):
    client.post(ADDRESS, {**SAID, "address": "lezer@elders.test"})
    report = CaseReport.objects.get()
    assert b"elders" not in bytes(report.sealed)
    actions.answer(by=people["editor"], report=report, outcome="blijft", text="Dank. Dit blijft, want.")
    announce.func(str(report.pk))
    announce.func(str(report.pk))
    assert [message.to for message in mail.outbox] == [["lezer@elders.test"]]
    sent = mail.outbox[0].subject + mail.outbox[0].body
    assert ("canary-words" in sent, case.title in sent, "Dit blijft" in sent) == (False, False, False)
    assert client.get(re.search(r"/nl/casussen/melding/\S+", sent)[0]).status_code == 200
    assert CaseReport.objects.get().told["address"] == ""


def test_one_address_reports_five_times_in_an_hour(client, case):
    assert [client.post(ADDRESS, SAID).status_code for _each in range(6)] == [201] * 5 + [422]
    assert CaseReport.objects.count() == 5


def test_the_queue_says_how_long_each_waits_and_which_wait_too_long(client, case, people):
    with time_machine.travel("2030-11-01 09:00", tick=False):
        client.post(ADDRESS, SAID)
    with time_machine.travel("2030-11-09 10:00", tick=False):
        client.post(ADDRESS, {**SAID, "reason": "klopt-niet"})
        client.force_login(people["editor"])
        page = client.get("/nl/casussen/meldingen/")
    told = words_of(page)
    assert "We antwoorden binnen 7 dagen. Eén melding wacht langer." in told
    assert told.index("Dit kwetst") < told.index("Dit klopt niet")
    assert "Wacht 1 week, 1 dag, sinds 1 november 2030. Langer dan we beloofden." in told


def test_the_editors_answer_once(client, case, people):
    client.post(ADDRESS, SAID)
    report = CaseReport.objects.get()
    client.force_login(people["editor"])
    where = f"/nl/casussen/meldingen/{report.pk}/antwoord/"
    assert client.post(where, {f"{report.pk}-outcome": "blijft"}).status_code == 422
    data = {f"{report.pk}-outcome": "blijft", f"{report.pk}-text": "Dank."}
    assert client.post(where, data).headers["Location"] == "/nl/casussen/meldingen/"
    report.refresh_from_db()
    assert (report.outcome, report.handled_by) == ("blijft", people["editor"])
    with pytest.raises(AlreadyAnswered):
        actions.answer(by=people["both"], report=report, outcome="weg", text="Anders.")


@pytest.mark.parametrize("who", ["writer", "experience", "professional", None])
def test_nobody_else_reads_or_answers(client, case, people, who):
    client.post(ADDRESS, SAID)
    report = CaseReport.objects.get()
    if who:
        client.force_login(people[who])
        with pytest.raises(NotTheEditors):
            actions.answer(by=people[who], report=report, outcome="blijft", text="Nee.")
    assert client.get("/nl/casussen/meldingen/").status_code == 404
    assert client.post(f"/nl/casussen/meldingen/{report.pk}/antwoord/", {}).status_code == 404


@pytest.mark.parametrize("token", ["weg", "a:b:c", "WyJ4Il0:1:x"])
def test_a_token_that_was_never_given_opens_nothing(client, case, token):
    assert client.get(f"/nl/casussen/melding/{token}/").status_code == 404


def test_a_case_that_one_may_not_read_cannot_be_reported(client, case):
    case.unpublish()
    assert client.post(ADDRESS, SAID).status_code == 404
    assert CaseReport.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_often_for_three_as_for_one(case, count, django_assert_num_queries):
    from cases.reporting.queries import waiting

    for _each in range(count):
        actions.report(case=case, reason="kwetst", text="Zo.")
    with django_assert_num_queries(2):
        assert len(waiting()) == count
