"""The pages of a review: what a reader with a link gets and what not, how a link ends, and the file of the editors."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from cases.models import CasePage, Review, ReviewLink
from cases.previews import modes_of
from cases.review import actions
from cases.review.enums import Seat, Verdict
from reflection.models import Answer
from tests.cases.test_review_rules import draft_of, laid

pytestmark = pytest.mark.django_db
NEVER = ("later-1-1", "answer-1-1")
PLANTED = ("stage-1", "stage-3", "voice-1", "question-zelf", "guide", *NEVER)


def link_to(people, case, seat=Seat.EXPERIENCE, **extra):
    link, token = actions.make_link(by=people["editor"], case=case, seat=seat, **extra)
    return link, f"/nl/casussen/nalezen/link/{token}/"


def seen(answer):
    body = answer.content.decode()
    return {part for part in PLANTED if re.search(rf"canary-{part}(?!\d)", body)}


@pytest.mark.parametrize(("with_guide", "extra"), [(True, {"guide"}), (False, set())])
def test_a_reader_with_a_link_gets_the_draft_of_participants_and_the_guide_as_decided(
    client, people, with_guide, extra
):
    case = draft_of(people["writer"])
    _link, address = link_to(people, case, with_guide=with_guide)
    answer = client.get(address)
    assert answer.status_code == 200
    assert seen(answer) == {"stage-1", "stage-3", "voice-1", "question-zelf"} | extra
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert "no-store" in answer["Cache-Control"]
    assert people["writer"].email not in answer.content.decode()
    assert Answer.objects.count() == 0


def test_what_a_reader_says_reaches_the_writer_beside_the_draft_and_is_sealed(client, people):
    case = draft_of(people["writer"])
    _link, address = link_to(people, case)
    refused = client.post(address, {"verdict": "veto", "words": " "})
    assert refused.status_code == 422
    assert "Schrijf erbij waarom." in refused.content.decode()
    client.post(address, {"verdict": "veto", "words": "canary-said"})
    review = Review.objects.get()
    assert (review.seat, review.verdict, b"canary-said" in bytes(review.sealed)) == ("ervaring", "veto", False)
    client.force_login(people["writer"])
    assert ("nalezing", "Wat nalezers zeggen") in modes_of(case)
    beside = client.get(f"/beheer/pages/{case.pk}/view_draft/", {"mode": "nalezing"}).content.decode()
    assert "canary-said" in beside
    assert "Nalezer met ervaring: zo mag dit niet verschijnen" in " ".join(beside.split())
    assert "canary-said" in client.get(f"/nl/casussen/nalezen/{case.pk}/").content.decode()
    # Through the same link, the veto is taken back.
    client.logout()
    client.post(address, {"lift": str(review.pk)})
    assert Review.objects.get().lifted_at is not None


def test_a_link_ends_with_a_page_that_has_a_way_on(client, people):
    case = draft_of(people["writer"])
    link, address = link_to(people, case)
    assert client.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=22), tick=False):
        over = client.get(address)
    assert over.status_code == 410
    assert seen(over) == set()
    page = BeautifulSoup(over.content, "html.parser")
    assert page.h1.get_text() == "Deze link is voorbij"
    assert len(page.select("main a")) > 0
    actions.revoke_link(by=people["editor"], case=case, link=link)
    assert client.post(address, {"verdict": "goed"}).status_code == 410
    assert Review.objects.count() == 0


def test_guessing_is_counted_and_stopped(client, people):
    answers = [client.get(f"/nl/casussen/nalezen/link/raad-{number}/").status_code for number in range(22)]
    assert answers == [404] * 20 + [429] * 2
    assert ReviewLink.objects.count() == 0


def test_one_link_does_not_flood_the_writer(client, people):
    _link, address = link_to(people, draft_of(people["writer"]), Seat.READER)
    answers = [client.post(address, {"verdict": "opmerking", "words": "Iets."}).status_code for _each in range(21)]
    assert answers == [303] * 20 + [422]


def test_the_editors_file_makes_a_link_once_and_keeps_no_token(client, people):
    case = draft_of(people["writer"])
    client.force_login(people["editor"])
    address = f"/nl/casussen/nalezen/{case.pk}/"
    made = BeautifulSoup(
        client.post(address, {"do": "link", "seat": "praktijk", "with_guide": "on"}).content, "html.parser"
    ).select_one("code")
    token = made.get_text().rstrip("/").rsplit("/", 1)[-1]
    assert len(token) >= 43
    assert token not in client.get(address).content.decode()
    assert ReviewLink.objects.get().token_hash != token
    client.logout()
    assert client.get(urlsplit(made.get_text()).path).status_code == 200
    client.force_login(people["editor"])
    client.post(address, {"do": "record", "seat": "begeleider", "verdict": "goed", "given_on": "2026-11-20"})
    assert [(each.seat, each.verdict, str(each.given_on)) for each in Review.objects.all()] == [
        ("begeleider", "goed", "2026-11-20")
    ]
    assert client.post(address, {"do": "weg"}).status_code == 404
    client.post(address, {"do": "revoke", "id": str(ReviewLink.objects.get().pk)})
    assert ReviewLink.objects.get().is_open is False


WHO = [("writer", 200), ("other trainer", 404), ("editor", 200), ("experience", 404), ("professional", 404)]


@pytest.mark.parametrize(("who", "status"), [*WHO, (None, 404)])
def test_the_file_is_for_the_writer_and_the_editors(client, people, who, status):
    case = draft_of(people["writer"])
    if who:
        client.force_login(people[who])
    assert client.get(f"/nl/casussen/nalezen/{case.pk}/").status_code == status


def test_a_reader_by_experience_finds_reads_and_decides(client, people):
    case = draft_of(people["writer"])
    client.force_login(people["experience"])
    assert "Er ligt nu niets om na te lezen." in client.get("/nl/casussen/nalezen/").content.decode()
    assert client.get(f"/nl/casussen/nalezen/{case.pk}/lezen/").status_code == 404
    laid(case, people["writer"])
    assert f"/nl/casussen/nalezen/{case.pk}/lezen/" in client.get("/nl/casussen/nalezen/").content.decode()
    answer = client.get(f"/nl/casussen/nalezen/{case.pk}/lezen/")
    assert seen(answer) == {"stage-1", "stage-3", "voice-1", "question-zelf", "guide"}
    client.post(f"/nl/casussen/nalezen/{case.pk}/lezen/", {"seat": "ervaring-jong", "verdict": "goed", "words": ""})
    assert (Review.objects.get().seat, Review.objects.get().reviewer) == ("ervaring-jong", people["experience"])
    veto = Review.objects.create(case_key=case.translation_key, seat=Seat.YOUNG, verdict=Verdict.VETO)
    talk = actions.record_talk(by=people["editor"], veto=veto, words="canary-talk")
    assert "canary-talk" in client.get(f"/nl/casussen/nalezen/{case.pk}/lezen/").content.decode()
    client.post(f"/nl/casussen/nalezen/{case.pk}/lezen/", {"confirm": str(talk.pk)})
    veto.refresh_from_db()
    assert veto.lifted_at is not None
    assert CasePage.objects.get(pk=case.pk).live is False


@pytest.mark.parametrize("who", [None, "professional", "other trainer"])
def test_the_overview_is_for_who_reads_or_edits(client, people, who):
    if who:
        client.force_login(people[who])
    assert client.get("/nl/casussen/nalezen/").status_code == 404
