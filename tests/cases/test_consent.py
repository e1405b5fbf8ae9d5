"""Consent for somebody's own story, and taking it back: at once, in every language, and out of the search."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from cases.consent import actions
from cases.consent.rules import NotForYou
from cases.models import CasePage, Consent
from cases.review.standing import Standing
from cases.rules import CaseNotReady, problems_of
from pages.tree import index_of
from tests.cases.test_publishing import READY
from tests.factories.cases import make_case

pytestmark = pytest.mark.django_db
READ = {"practice": 1, "experience": 2, "young": 1, "guide": 1}
TABLE = [
    ("getuigenis-bewerkt", {}, []),
    ("getuigenis-bewerkt", {"has_consent": False}, ["De redactie noteert de toestemming"]),
    ("co-creatie", {"has_consent": False}, ["De redactie noteert de toestemming"]),
    ("verzonnen", {"has_consent": False}, []),
    ("samengesteld", {"has_consent": False}, []),
    ("getuigenis-bewerkt", {"has_consent": False, "is_asked": False}, []),
    ("verzonnen", {"is_withdrawn": True}, ["Wie het verhaal gaf, nam de toestemming terug."]),
    ("co-creatie", {"is_withdrawn": True, "is_asked": False}, ["Wie het verhaal gaf, nam de toestemming terug."]),
]


@pytest.mark.parametrize(("provenance", "standing", "reasons"), TABLE, ids=range(len(TABLE)))
def test_somebodys_own_story_appears_with_their_consent_and_not_after_it_was_taken_back(provenance, standing, reasons):
    changed = {"provenance": provenance, "reviewers": 1, "standing": Standing(**{**READ, **standing})}
    told = [str(problem.message) for problem in problems_of(type(READY)(**{**READY.__dict__, **changed}))]
    assert len(told) == len(reasons), told
    assert all(text.startswith(reason) for text, reason in zip(told, reasons, strict=True)), told


@pytest.mark.parametrize(
    ("given", "ends", "holds"), [(-1, None, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 3, True)]
)
def test_a_consent_holds_from_its_day_to_its_end(given, ends, holds):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    consent = Consent(given_on=today + given * day, ends_on=None if ends is None else today + ends * day)
    assert consent.holds is holds


@pytest.fixture
def told(tree):
    """A case in two languages, both published."""
    dutch = make_case("eigen-verhaal")
    french = make_case("mon-recit", language="fr")
    CasePage.objects.filter(pk=french.pk).update(translation_key=dutch.translation_key)
    return dutch


def consented(people, case):
    return actions.record(
        by=people["editor"],
        case=case,
        who="canary-person 12, met een vertrouwenspersoon",
        covers=["verhaal", "talen"],
        given_on=datetime.date(2026, 1, 2),
        ends_on=None,
    )


def test_who_gave_it_is_sealed_and_for_the_editors_alone(client, people, told):
    consent, _token = consented(people, told)
    assert b"canary-person" not in bytes(consent.sealed)
    CasePage.objects.filter(pk=told.pk).update(owner=people["writer"])
    for who, status in (("editor", 200), ("writer", 404), ("experience", 404), ("professional", 404)):
        client.force_login(people[who])
        answer = client.get(f"/nl/casussen/nalezen/{told.pk}/toestemming/")
        assert answer.status_code == status
        assert ("canary-person" in answer.content.decode()) is (status == 200)
    with pytest.raises(NotForYou):
        actions.withdraw(consent=consent, by=people["writer"])


GONE = ("", "fase/1/", "stemmen/", "papier/deelnemers/", "melden/")


def test_taking_it_back_by_link_leaves_a_neutral_page_in_every_language(client, people, told):
    call_command("index_search", rebuild=True, verbosity=0)
    _consent, token = consented(people, told)
    address = f"/nl/casussen/toestemming/{token}/"
    asked = client.get(address)
    assert asked.status_code == 200
    assert told.title not in asked.content.decode()
    assert "eigen-verhaal" in client.get("/nl/zoeken/?q=samenvatting").content.decode()
    assert client.post(address).status_code == 303
    assert "eigen-verhaal" not in client.get("/nl/zoeken/?q=samenvatting").content.decode()
    assert "Je toestemming is ingetrokken" in client.get(address).content.decode()
    for front in ("/nl/casussen/eigen-verhaal/", "/fr/casussen/mon-recit/"):
        for below in GONE:
            answer = client.get(front + below)
            assert (answer.status_code, below) == (410, below)
            assert told.title not in answer.content.decode()
            assert told.summary not in answer.content.decode()
            assert len(BeautifulSoup(answer.content, "html.parser").select("main a")) > 0
    assert client.get("/nl/casussen/nooit-geweest/").status_code == 404
    case = CasePage.objects.get(pk=told.pk)
    with pytest.raises(CaseNotReady, match="nam de toestemming terug"):
        case.save_revision().publish()


def test_an_editor_records_and_takes_back_on_request(client, people, told):
    client.force_login(people["editor"])
    address = f"/nl/casussen/nalezen/{told.pk}/toestemming/"
    data = {"who": "nummer 3", "covers": ["verhaal"], "given_on": "2026-01-02"}
    wrong = client.post(address, {**data, "given_on": "2999-01-01", "ends_on": "2026-01-01"})
    assert wrong.status_code == 422
    made = client.post(address, data)
    assert BeautifulSoup(made.content, "html.parser").select_one("code").get_text().startswith("http")
    client.post(address, {"withdraw": str(Consent.objects.get().pk)})
    assert list(CasePage.objects.values_list("live", flat=True)) == [False, False]
    assert index_of(type(told.get_parent().specific), "nl").live is True


def test_a_link_that_was_never_given_takes_nothing_back(client, told):
    answers = [client.post(f"/nl/casussen/toestemming/raad-{number}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
    assert CasePage.objects.get(pk=told.pk).live is True
