"""The page of one's own data: what is held, a copy, and erasing, for that person only."""

import hashlib
import io
import json
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone

from meerstemmig.chores import forget_copies
from meerstemmig.models import EXPORT_KEPT, Export
from meerstemmig.mydata import actions
from meerstemmig.mydata.labels import label_of
from meerstemmig.mydata.words import WORDS
from people.models import ErasureRequest, User
from people.personal_data import declared
from reflection.models import Answer
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.cases import make_case
from tests.factories.discussion import make_thing
from tests.factories.people import CircleFactory, UserFactory
from tests.mydata.planting import ABOUT, somebody, talk_about_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_clear_page_caches", "tree")]

PAGE, ASK, STATE, ERASE = (
    "/nl/mijn/gegevens/", "/nl/mijn/gegevens/kopie/", "/nl/mijn/gegevens/kopie/stand/", "/nl/mijn/gegevens/wissen/",
)  # fmt: skip
KEEP = "/nl/mijn/gegevens/wissen/afzeggen/"
QUERIES = 6
"""The session, the person, their role, all counts in one, the copy, the request to erase."""
PASSWORD = "wachtwoord-voor-tests"
MARK, OTHER = "KANARIEGEEL", "KANARIEROOD"


@pytest.fixture
def person():
    return UserFactory(first_name="Amal")


@pytest.fixture
def signed_in(client, person):
    return sign_in(client, person)


def sign_in(client, person):
    """With the password, a moment ago."""
    client.force_login(person)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "password")
    request.session.save()
    return client


def copy_of(client, person, commits):
    with commits(execute=True):
        client.post(ASK)
    export = Export.objects.get(person=person)
    return client.post(f"{ASK}{export.pk}/"), export


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_for_one_of_each_and_for_three(signed_in, person, count, django_assert_num_queries):
    for number in range(count):
        MemberNotebook(person).write(Prompt(ABOUT, f"deel-{number}"), {"dan": "x"})
    signed_in.get(PAGE)
    with django_assert_num_queries(QUERIES):
        page = signed_in.get(PAGE).content.decode()
    line = page.split("Antwoorden en notities bij casussen en modules")[1]
    assert line.split("<dd>")[1].split("<")[0] == str(count)


def test_it_counts_mine_only_and_shows_no_text(signed_in):
    other = UserFactory()
    MemberNotebook(other).write(Prompt(ABOUT, "a"), {"dan": MARK})
    page = signed_in.get(PAGE)
    html = page.content.decode()
    assert "Antwoorden en notities" not in html
    assert MARK not in html
    assert page["Cache-Control"] == "private, no-store"
    assert "<title>Mijn gegevens · Meerstemmig</title>" in html


def test_every_model_has_words_of_its_own():
    from meerstemmig.mydata.words import WORDS

    ours = {model._meta.label for model in declared()}
    assert set(WORDS) - ours == set()
    assert {label for label in WORDS if not apps.get_model(label)} == set()


@pytest.mark.parametrize("path", [PAGE, STATE, ERASE])
def test_a_visitor_is_asked_to_sign_in(client, path):
    assert client.get(path)["Location"].startswith("/nl/account/login/")


@pytest.mark.parametrize(("method", "path"), [("post", ASK), ("get", ERASE), ("post", ERASE)])
def test_who_signed_in_long_ago_shows_that_it_is_still_them(client, person, method, path):
    with time_machine.travel(timezone.now() - timedelta(seconds=301), tick=False):
        sign_in(client, person)
    answer = getattr(client, method)(path, {"when": "nu", "word": "wissen"})
    assert answer["Location"].startswith("/nl/account/reauthenticate/")
    assert (Export.objects.count(), User.objects.filter(pk=person.pk).exists()) == (0, True)


def test_the_copy_is_made_in_the_background_and_taken_once(signed_in, person, django_capture_on_commit_callbacks):
    MemberNotebook(person).write(Prompt(ABOUT, "a"), {"dan": MARK})
    response, export = copy_of(signed_in, person, django_capture_on_commit_callbacks)
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    assert response["Cache-Control"] == "private, no-store"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.testzip() is None
    assert signed_in.post(f"{ASK}{export.pk}/").status_code == 404
    assert not export.path.exists()
    assert "Je haalde een kopie op" in signed_in.get(PAGE).content.decode()


def test_the_copy_waits_sealed(signed_in, person, django_capture_on_commit_callbacks):
    MemberNotebook(person).write(Prompt(ABOUT, "a"), {"dan": MARK})
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(ASK)
        signed_in.post(ASK)  # twice asked, once made
    content = Export.objects.get().path.read_bytes()
    assert MARK.encode() not in content
    assert b"PK" not in content[:8]
    assert "Je kopie staat klaar." in signed_in.get(PAGE).content.decode()


def test_it_holds_all_of_mine_and_nothing_of_others(client, django_capture_on_commit_callbacks):
    with talk_about_pages():
        thing = make_thing()
        mine, _theirs = somebody(MARK, thing), somebody(OTHER, thing)
    Export.objects.all().delete()
    response, _export = copy_of(sign_in(client, mine), mine, django_capture_on_commit_callbacks)
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    read = {name: archive.read(name).decode() for name in archive.namelist()}
    manifest = json.loads(read["manifest.json"])
    assert [entry["model"] for entry in manifest["files"]] == [model._meta.label for model in declared()]
    for entry in manifest["files"]:
        if entry["rows"]:
            assert len(json.loads(read[entry["file"]])) == entry["rows"]
            assert hashlib.sha256(read[entry["file"]].encode()).hexdigest() == entry["sha256"]
    assert sum(entry["unreadable"] for entry in manifest["files"]) == 0
    everything = "\n".join(read.values())
    for text in (
        "eerst", "later", "logboek", "zin", "kladje", "bijdrage", "attest", "oud", "nieuw", "antwoord", "omdat",
        "opmerking", "Naam",
    ):  # fmt: skip
        assert f"{text} {MARK}" in everything, text
        assert f"{text} {MARK}" in read["lees-mij.html"], text
    assert mine.email in everything
    assert OTHER not in everything
    assert OTHER.lower() not in everything
    assert "iemand anders" not in everything
    assert "totp" in everything
    assert "secret" not in everything


def test_hostile_text_comes_along_as_it_was(signed_in, person, django_capture_on_commit_callbacks):
    hostile = ["<script>alert(1)</script>", "\u202eomgekeerd", "\ud800", "👩🏽‍🦱", "' OR 1=1 --"]
    for number, text in enumerate(hostile):
        MemberNotebook(person).write(Prompt(ABOUT, f"deel-{number}"), {"dan": text})
    response, _export = copy_of(signed_in, person, django_capture_on_commit_callbacks)
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    rows = json.loads(archive.read("json/reflection.answer.json").decode("utf-8", "surrogatepass"))
    assert sorted(row["content"]["dan"] for row in rows) == sorted(hostile)
    assert "<script>alert" not in archive.read("lees-mij.html").decode()


def test_only_its_owner_takes_it_and_only_for_48_hours(signed_in, person, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(ASK)
    export = Export.objects.get()
    absent = client.post(f"{ASK}{uuid.UUID(int=404)}/")
    sign_in(client, UserFactory())
    foreign = client.post(f"{ASK}{export.pk}/")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert client.get(f"{ASK}{export.pk}/").status_code == 405
    for when, takes, left in (
        (export.until - timedelta(seconds=1), True, 0),
        (export.until + timedelta(seconds=1), False, 1),
    ):
        with time_machine.travel(when, tick=False):
            assert export.is_there is takes
            assert forget_copies() == left
    assert (Export.objects.count(), list(export.path.parent.iterdir())) == (0, [])
    assert timedelta(hours=48) == EXPORT_KEPT


def test_a_copy_that_fails_says_so_and_tells_no_log_what_it_was_about(
    signed_in, person, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(*_args):
        raise ValueError(MARK)

    monkeypatch.setattr(actions, "archive_of", fail)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(ASK)
    assert "lukte niet" in signed_in.get(PAGE).content.decode()
    assert "An export failed: ValueError" in caplog.text
    assert MARK not in caplog.text


def test_while_it_is_made_the_page_says_how_far_it_is(signed_in, person):
    Export.objects.create(person=person, steps=30, done=12)
    for path in (PAGE, STATE):
        page = signed_in.get(path).content.decode()
        assert '<progress id="kopie-stand" class="mydata-progress" max="30" value="12">' in page
        assert "Kijk of ze klaar is" in page


@pytest.mark.parametrize("word", ["wissen", " WISSEN ", "Wis sen"])
def test_erasing_later_can_be_taken_back(signed_in, person, word):
    answer = signed_in.post(ERASE, {"when": "later", "word": word})
    assert answer["Location"] == PAGE
    page = signed_in.get(PAGE).content.decode()
    assert "wissen we je account" in page
    assert "Ik blijf" in page
    signed_in.post(KEEP)
    assert ErasureRequest.objects.count() == 0
    assert "Je account blijft. Er is niets gewist." in signed_in.get(PAGE).content.decode()


def test_erasing_now_ends_the_account_and_the_sign_in(signed_in, person):
    MemberNotebook(person).write(Prompt(ABOUT, "a"), {"dan": "x"})
    answer = signed_in.post(ERASE, {"when": "nu", "word": "wissen"}, follow=True)
    assert "<h1>Je account is gewist</h1>" in answer.content.decode()
    assert (User.objects.count(), Answer.objects.count()) == (0, 0)
    assert signed_in.get(PAGE)["Location"].startswith("/nl/account/login/")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"when": "nu", "word": ""}, "Typ het woord, zodat je niet per ongeluk wist."),
        ({"when": "nu", "word": "wis"}, "Hier staat niet “wissen”. Er is niets gewist."),
        ({"when": "nu", "word": "x" * 5000}, "40"),
        ({"when": "nu", "word": "wissen\x00"}, "Nul"),
        ({"when": "morgen", "word": "wissen"}, "morgen"),
        ({}, "Typ het woord, zodat je niet per ongeluk wist."),
    ],
)
def test_without_the_word_nothing_is_erased(signed_in, person, sent, told):
    answer = signed_in.post(ERASE, sent)
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.content.decode()
    assert told in answer.content.decode() or told == "Nul"
    assert User.objects.filter(pk=person.pk).exists()
    assert ErasureRequest.objects.count() == 0


def test_reading_never_erases(signed_in, person):
    for path in (ASK, KEEP):
        assert signed_in.get(path).status_code == 405
    signed_in.get(ERASE, {"when": "nu", "word": "wissen"})
    assert User.objects.filter(pk=person.pk).exists()


def test_every_declared_field_has_a_label_and_every_part_a_sentence():
    fields = [(model, name) for model, made in declared().items() for name in ("id", *made.fields)]
    assert [f"{model._meta.label}.{name}" for model, name in fields if not label_of(model, name)] == []
    assert [model._meta.label for model in declared() if not str(WORDS.get(model._meta.label, ("", ""))[1])] == []


def test_what_opens_from_a_sealed_row_has_a_label_too():
    assert [str(label_of(Answer, name)) for name in ("content", "text")] == ["Wat er staat", "Tekst"]


def test_the_page_in_the_copy_speaks_to_people(signed_in, person, django_capture_on_commit_callbacks):
    MemberNotebook(person).write(Prompt(ABOUT, "a"), {"tekst": MARK, "block_9f": "ja", "due_on": "2026-12-01"})
    response, _export = copy_of(signed_in, person, django_capture_on_commit_callbacks)
    page = zipfile.ZipFile(io.BytesIO(response.content)).read("lees-mij.html").decode()
    labels = set(re.findall(r"<dt>([^<]*)</dt>", page))
    assert (f'<dt>Tekst</dt><dd dir="auto">{MARK}</dd>' in page, "1 december 2026" in page) == (True, True)
    assert {each for each in labels if "_" in each or each.islower()} == set()
    assert page.count("<h3>") == page.count("</h3>\n      <p>")
    assert "<p></p>" not in page


def test_keys_and_digests_stand_in_the_files_for_machines_only(signed_in, person, django_capture_on_commit_callbacks):
    case = make_case("zetel-van-rose")
    part = f"fase.{case.stages[0].id}.gezien"
    MemberNotebook(person).write(Prompt(case.about, part), {"tekst": MARK})
    CircleFactory(name="Kring Noord").memberships.create(person=person)
    response, _export = copy_of(signed_in, person, django_capture_on_commit_callbacks)
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    page = archive.read("lees-mij.html").decode()
    assert case.title in page
    assert re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-f]{16}\b|>member<", page) == []
    assert str(case.translation_key) in archive.read("json/reflection.answer.json").decode()
