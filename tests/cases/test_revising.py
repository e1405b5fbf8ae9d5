"""A report that is upheld: readers see that the case is being revised and until when, and who reported hears what came of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from cases.models import CasePage, CaseReport, Revising
from cases.models.revising import WITHIN
from cases.reporting import actions as reports
from cases.reporting.rules import CaseIsGone, NotTheEditors
from cases.revising import actions
from cases.revising.queries import open_revisions
from tests.factories.cases import make_case, publish

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAYS = "Deze casus wordt herzien."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(tree):
    return make_case()


def upheld(case, by, text="Dank. Die zin gaat weg."):
    report = reports.report(case=case, reason="kwetst", text="canary-words")
    return reports.answer(by=by, report=report, outcome="herzien", text=text)


def words_of(page):
    return " ".join(BeautifulSoup(page.content, "html.parser").select_one("main").get_text(" ").split())


def answer_to(client, report):
    return words_of(client.get(f"/nl/casussen/melding/{report.token}/"))


def change(case, **fields):
    case = CasePage.objects.get(pk=case.pk)
    for name, value in fields.items():
        setattr(case, name, value)
    publish(case)


def test_readers_see_it_with_its_day_until_there_is_a_new_text(client, people, case, clock):
    front = "/nl/casussen/proef/"
    assert SAYS not in words_of(client.get(front))
    report = upheld(case, people["editor"])
    told = words_of(client.get(front))
    assert SAYS in told
    assert "Sinds 20 november 2026 werkt de redactie aan een nieuwe tekst" in told
    assert "De nieuwe komt er ten laatste op 18 december 2026." in told
    assert "canary-words" not in told
    assert "We willen klaar zijn op 18 december 2026." in answer_to(client, report)
    clock.shift(WITHIN + timedelta(days=1))
    assert "De nieuwe zou er zijn op 18 december 2026, en komt later." in words_of(client.get(front))
    assert "Dat is niet gelukt, we zijn er nog mee bezig." in answer_to(client, report)
    publish(CasePage.objects.get(pk=case.pk))  # the same words again
    assert SAYS in words_of(client.get(front))
    change(case, do_step="Vraag het eerst.")
    assert SAYS not in words_of(client.get(front))
    assert "Sinds 19 december 2026 staat er een nieuwe tekst." in answer_to(client, report)
    assert Revising.objects.get().ending == "nieuwe-tekst"


def test_another_report_meanwhile_goes_along_and_a_later_one_begins_anew(people, case, clock):
    first = upheld(case, people["editor"])
    clock.shift(timedelta(days=2))
    second = upheld(case, people["both"])
    assert first.revising == second.revising == Revising.objects.get()
    change(case, do_step="Vraag het eerst.")
    third = upheld(CasePage.objects.get(pk=case.pk), people["editor"])
    assert third.revising != first.revising
    with pytest.raises(IntegrityError), transaction.atomic():
        Revising.objects.create(case_key=case.translation_key, language="nl", digest="x")


def test_only_the_language_that_was_reported_is_said_to_be_revised(client, people, case):
    french = make_case(language="fr")
    CasePage.objects.filter(pk=french.pk).update(translation_key=case.translation_key)
    upheld(case, people["editor"])
    assert client.get("/fr/casussen/proef/").context["revising"] is None
    change(french, do_step="Demande.")
    assert Revising.objects.get().ended_at is None


def test_a_case_that_is_taken_away_is_no_longer_being_revised(client, people, case):
    report = upheld(case, people["editor"])
    CasePage.objects.get(pk=case.pk).unpublish()
    assert Revising.objects.get().ending == "weg"
    assert "staat de casus er niet meer" in answer_to(client, report)


@pytest.mark.parametrize("outcome", ["aangepast", "blijft", "weg"])
def test_other_answers_begin_nothing(client, people, case, outcome):
    report = reports.report(case=case, reason="kwetst", text="Zo.")
    reports.answer(by=people["editor"], report=report, outcome=outcome, text="Dank.")
    assert (Revising.objects.count(), SAYS in words_of(client.get("/nl/casussen/proef/"))) == (0, False)


def test_a_case_that_is_gone_cannot_be_revised_and_the_answer_is_not_lost(client, people, case):
    report = reports.report(case=case, reason="kwetst", text="Zo.")
    case.unpublish()
    with pytest.raises(CaseIsGone):
        reports.answer(by=people["editor"], report=report, outcome="herzien", text="Dank.")
    client.force_login(people["editor"])
    sent = {f"{report.pk}-outcome": "herzien", f"{report.pk}-text": "Dank voor dit."}
    answer = client.post(f"/nl/casussen/meldingen/{report.pk}/antwoord/", sent)
    assert answer.status_code == 422
    assert "Deze casus staat er niet meer. Er is niets te herzien." in words_of(answer)
    assert "Dank voor dit." in answer.content.decode()
    assert CaseReport.objects.get().handled_at is None


def test_the_editors_end_it_without_a_new_text_and_say_why(client, people, case):
    report = upheld(case, people["editor"])
    client.force_login(people["editor"])
    page = client.get("/nl/casussen/nalezen/")
    assert "Wordt herzien na een melding" in words_of(page)
    address = f"/nl/casussen/herzien/{report.revising.pk}/"
    assert address in page.content.decode()
    assert "canary-words" in words_of(client.get(address))
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "We spraken erover met drie jongeren."}).status_code == 303
    assert client.post(address, {"why": "Nog eens."}).status_code == 303
    told = answer_to(client, report)
    assert "bleef de tekst toch zoals hij was" in told
    assert "We spraken erover met drie jongeren." in told
    assert "canary-words" not in told
    assert SAYS not in words_of(client.get("/nl/casussen/proef/"))
    assert "toch zoals hij was" not in words_of(client.get(address))


@pytest.mark.parametrize("who", ["writer", "experience", "professional", None])
def test_for_everyone_else_the_page_does_not_exist(client, people, case, who):
    row = upheld(case, people["editor"]).revising
    if who:
        client.force_login(people[who])
        with pytest.raises(NotTheEditors):
            actions.keep_as_it_was(by=people[who], revising=row, why="Nee.")
    for method in (client.get, client.post):
        assert method(f"/nl/casussen/herzien/{row.pk}/").status_code == 404
    assert client.get("/nl/casussen/herzien/0/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(people, tree, count, django_assert_num_queries):
    for number in range(count):
        upheld(make_case(f"casus-{number}"), people["editor"])
    with django_assert_num_queries(3):
        assert len(open_revisions(people["editor"])) == count
