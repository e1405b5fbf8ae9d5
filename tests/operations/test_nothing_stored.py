"""A database that is busy, full or read only costs nobody what they wrote: it comes back, to send once more."""

import contextlib
import errno
import re
import sqlite3
from html import unescape
from types import SimpleNamespace

import psycopg
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import UnreadablePostError
from django.test import Client

from meerstemmig import errors, health
from meerstemmig.models import WorkerBeat
from meerstemmig.storage_trouble import Trouble, trouble_behind
from reflection.models import LogEntry
from signalling.models import SignalDraft
from tests.factories.people import UserFactory
from tests.factories.reflection import body, send

BOOK, SIGNAL, SIGN_IN = "/nl/notities/logboek/nieuw/", "/nl/signalen/nieuw/", "/nl/account/login/"
PASSWORD = "wachtwoord-voor-tests"
CANARY = "\nKANARIE: ik vroeg <b>het</b> & zweeg.\r\n\r\nTwee."
FIELD = re.compile(
    r'<input type="hidden" name="([^"]+)" value="([^"]*)">|<textarea [^>]*name="([^"]+)"[^>]* readonly>\n(.*?)</textarea>',
    re.DOTALL,
)
FULL = OperationalError("database or disk is full")
READ_ONLY = OperationalError("attempt to write a readonly database")


@contextlib.contextmanager
def held_lock():
    """Somebody else writes, and does not stop; this process gives up soon."""
    connection.ensure_connection()
    with connection.cursor() as cursor, contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        cursor.execute("PRAGMA busy_timeout = 20")
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.rollback()
            cursor.execute("PRAGMA busy_timeout = 20000")


def main_of(response):
    return response.content.decode().split("<main")[1].split("</main>")[0]


def form_of(response):
    """Where the form of a page goes, and its fields as a browser would send them."""
    (address, fields), *more = re.findall(
        r'<form [^>]*method="post" action="([^"]+)"[^>]*>(.*?)</form>', main_of(response), re.DOTALL
    )
    assert more == []
    return unescape(address), {
        name or text_name: unescape(value or text) for name, value, text_name, text in FIELD.findall(fields)
    }


def saying(*args, sqlstate=None, kind=OperationalError):
    error = kind(*args)
    if sqlstate:
        error.__cause__ = psycopg.errors.lookup(sqlstate)()
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (saying("database is locked"), Trouble.BUSY),
        (saying("database table is locked: people_user"), Trouble.BUSY),
        (saying("lock", sqlstate="55P03"), Trouble.BUSY),
        (saying("deadlock", sqlstate="40P01"), Trouble.BUSY),
        (saying("time", sqlstate="57014"), Trouble.BUSY),
        (FULL, Trouble.FULL),
        (saying("vol", sqlstate="53100"), Trouble.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), Trouble.FULL),
        (READ_ONLY, Trouble.READ_ONLY),
        (saying("alleen lezen", sqlstate="25006", kind=InternalError), Trouble.READ_ONLY),
        (OSError(errno.EROFS, "Read-only file system"), Trouble.READ_ONLY),
        (saying("stopped", sqlstate="57P01"), Trouble.AWAY),
        (saying("starting", sqlstate="57P03"), Trouble.AWAY),
        (saying("lost", sqlstate="08006"), Trouble.AWAY),
        (InterfaceError("the connection is closed"), Trouble.AWAY),
        (saying("no such table: people_user"), None),
        (saying("database is locked", sqlstate="42P01", kind=DatabaseError), None),
        (IntegrityError("UNIQUE constraint failed"), None),
        (OSError(errno.ENOENT, "No such file"), None),
        (UnreadablePostError("gone"), None),
        (ValueError("database is locked"), None),
        (None, None),
    ],
)
def test_what_the_database_and_the_disk_say(error, trouble):
    assert trouble_behind(error) == trouble


@pytest.mark.django_db
def test_a_server_that_does_not_answer_is_away():
    nobody = DatabaseWrapper(
        {**connection.settings_dict, "NAME": "x", "HOST": "127.0.0.1", "PORT": "1", "OPTIONS": {"connect_timeout": 2}}
    )
    with pytest.raises(OperationalError) as found:
        nobody.ensure_connection()
    assert trouble_behind(found.value) is Trouble.AWAY


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_page_says_calmly_that_the_database_is_away(language):
    def away(*_args):
        raise saying("terminating connection", sqlstate="57P01")

    browser = Client(raise_request_exception=False)
    browser.force_login(UserFactory())
    with connection.execute_wrapper(away):
        for path in ("/", "/casussen/", "/mijn/", "/notities/logboek/nieuw/"):
            answer = browser.get(f"/{language}{path}")
            assert (answer.status_code, answer["Retry-After"]) == (503, "10"), path
            assert answer.content.decode().count("<h1>") == 1
        sent = browser.post(f"/{language}/notities/logboek/nieuw/", {"text": CANARY})
    assert sent.status_code == 503
    assert "KANARIE" in main_of(sent)


def test_what_it_was_raised_from_is_told_unless_that_was_dealt_with():
    told = []
    for cut in (False, True):
        try:
            try:
                raise FULL
            except OperationalError:
                if cut:
                    raise ValueError from None
                raise ValueError  # noqa: B904 - as Django's sessions do
        except ValueError as error:
            told.append(trouble_behind(error))
    assert told == [Trouble.FULL, None]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="holds the lock of an SQLite file")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (BOOK, {"vragen": "vrij", "v_tekst": CANARY, "operation": "11111111-1111-4111-8111-111111111111"}),
        (f"{SIGNAL}?van=casus:x", {"title": "Kaartnummer", "recurs": CANARY, "how_often": "3-5", "effect": "Zij é"}),
    ],
    ids=["logbook", "signal"],
)
def test_while_somebody_else_writes_the_text_comes_back_and_is_sent_once_more(address, sent, caplog):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    client.get(address)
    sent = {**sent, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    with held_lock():
        busy = client.post(address, sent)
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "10", "private, no-store")
    assert "<h1>Nu niet te bewaren</h1>" in main_of(busy)
    assert "1712" in busy.content.decode()
    assert "<b>het</b>" not in busy.content.decode()
    where, fields = form_of(busy)
    assert where == address
    texts = {name: value.replace("\r\n", "\n") for name, value in fields.items() if name != "csrfmiddlewaretoken"}
    assert texts == {name: value.replace("\r\n", "\n") for name, value in sent.items() if name != "csrfmiddlewaretoken"}
    assert [LogEntry.objects.count(), SignalDraft.objects.count()] == [0, 0]
    assert client.post(where, fields).status_code in {302, 303}
    assert LogEntry.objects.count() + SignalDraft.objects.count() == 1
    stored = (LogEntry.objects.first() or SignalDraft.objects.first()).open()
    assert "KANARIE: ik vroeg <b>het</b> & zweeg." in stored
    assert "KANARIE" not in caplog.text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="holds the lock of an SQLite file")
@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_stored_outside_a_view_and_the_health_say_the_same():
    """A visitor's draft lies in their session, which is stored after the view; signing in gives no password back."""
    visitor, person = Client(raise_request_exception=False), UserFactory()
    assert health.database()["ok"] is True
    with held_lock():
        first = send(visitor, body(tekst="Eerst."))
        signing_in = visitor.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
        health.PATIENCE_MS, usual = 20, health.PATIENCE_MS
        try:
            ill = visitor.get("/healthz")
        finally:
            health.PATIENCE_MS = usual
    assert (first.status_code, first.json()["reason"], first["Retry-After"]) == (503, "bezet", "10")
    assert signing_in.status_code == 503
    assert [each in signing_in.content.decode() for each in (PASSWORD, person.email, "Nu niet te bewaren")] == [
        False,
        False,
        True,
    ]
    assert (ill.status_code, ill.json()["database"]) == (503, {"ok": False, "reason": "OperationalError"})
    assert send(visitor, body(tekst="Eerst.")).status_code == 200
    with held_lock():
        again = send(visitor, body(seen=1, tekst="Daarna."))
    assert (again.status_code, again.json()["reason"]) == (503, "bezet")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "reason", "said"),
    [
        (FULL, 507, "geen-plaats", "heeft geen plaats meer"),
        (READ_ONLY, 503, "alleen-lezen", "alleen tonen"),
        (OperationalError("database is locked"), 503, "bezet", "even te druk"),
    ],
    ids=["full", "read only", "busy"],
)
def test_page_and_script_hear_the_same(client, monkeypatch, caplog, error, status, reason, said):
    person = UserFactory()
    client.force_login(person)

    def fall(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("reflection.models.sealed.SealedText.seal", fall)
    page = client.post(BOOK, {"v_tekst": "KANARIE een zin."})
    script = send(client, body(person, tekst="KANARIE een zin."))
    assert (page.status_code, script.status_code, script.json()["reason"]) == (status, status, reason)
    assert said in main_of(page)
    assert form_of(page)[1]["v_tekst"] == "KANARIE een zin."
    assert "Je tekst staat nog hier" in script.json()["text"]
    assert [page.has_header("Retry-After"), script.has_header("Retry-After")] == [reason == "bezet"] * 2
    assert "KANARIE" not in caplog.text


@pytest.mark.django_db
def test_a_fault_of_ours_is_still_a_fault(client, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())

    def fall(*_args, **_kwargs):
        raise OperationalError("no such column: x")

    monkeypatch.setattr("reflection.models.sealed.SealedText.seal", fall)
    assert client.post(BOOK, {"v_tekst": "Een zin."}).status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sent", "comes_back"),
    [
        (BOOK, {"v_tekst": "Een zin."}, True),
        (BOOK, {"v_tekst": "Een zin.", "Password1": "geheim woord"}, False),
        (SIGN_IN, {"login": "a@voorbeeld.test", "x": "geheim woord"}, False),
        ("/beheer/pages/1/edit/", {"title": "Een zin."}, False),
        (BOOK, {}, False),
    ],
    ids=["text", "password", "account", "editor", "nothing"],
)
def test_the_page_asks_the_database_nothing_and_gives_no_secret_back(
    rf, django_assert_num_queries, path, sent, comes_back
):
    request = rf.post(path, sent)
    request.session = SimpleNamespace(modified=True)
    with django_assert_num_queries(0):
        html = errors.not_stored(request, Trouble.FULL).content.decode()
    assert "geheim woord" not in html
    assert [part in html for part in ("Een zin.", "Verstuur opnieuw")] == [comes_back, comes_back]
    assert ("Dit geven we hier niet terug" in html) is not comes_back
    assert (request.session.modified, request.user) == (False, AnonymousUser())


@pytest.mark.django_db
def test_a_form_with_a_file_is_not_sent_again_without_it(rf):
    html = errors.not_stored(
        rf.post(BOOK, {"v_tekst": "Een zin.", "b": SimpleUploadedFile("a.txt", b"x")}), Trouble.FULL
    ).content.decode()
    assert ["Een zin." in html, "Verstuur opnieuw" in html, "kies het opnieuw" in html] == [True, False, True]


@pytest.mark.django_db
def test_reading_says_it_without_a_form(rf):
    html = main_of(errors.not_stored(rf.get(BOOK), Trouble.BUSY))
    assert ["Nu niet te bewaren" in html, "Verstuur opnieuw" in html, "niet bewaard" in html] == [True, False, False]


@pytest.mark.django_db
def test_the_row_that_health_writes_is_no_worker():
    assert [health.database(), health.database()] == [{"ok": True, "vendor": connection.vendor}] * 2
    assert WorkerBeat.objects.count() == 1
    assert health.worker()["ok"] is False
