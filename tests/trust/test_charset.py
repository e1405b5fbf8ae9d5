"""What a sender says about its letters is not believed: they are read as UTF-8, and every page can still be written."""

import json

import pytest
from django.test import Client

from reflection.models import LogEntry
from signalling.models import SignalDraft
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tree")]

CODECS = ["unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "hex", "base64", "rot13", "zlib", "idna", "punycode",
          "undefined", "latin-1", "nonsense"]  # fmt: skip
PAYLOAD = "\\ud800 en \\x00 en 2b41 é"


def multipart(fields):
    lines = [
        f'--XX\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    return ("".join(lines) + "--XX--\r\n").encode()


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def send(client, path, fields, codec):
    return client.generic("POST", path, multipart(fields), f"multipart/form-data; boundary=XX; charset={codec}")


@pytest.mark.parametrize("codec", CODECS)
def test_a_form_is_read_as_utf8_and_what_it_stored_can_be_shown(client, person, codec):
    client.raise_request_exception = False
    fields = {"version": "0", "title": PAYLOAD, "recurs": PAYLOAD, "effect": PAYLOAD}
    assert send(client, "/nl/signalen/nieuw/", fields, codec).status_code == 302
    draft = SignalDraft.objects.get()
    assert json.loads(draft.open())["recurs"] == PAYLOAD
    for path in ("/nl/signalen/", f"/nl/signalen/klad/{draft.pk}/", f"/nl/signalen/klad/{draft.pk}/nakijken/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("codec", CODECS)
def test_a_note_is_read_as_utf8_and_the_logbook_stays_open(client, person, codec):
    client.raise_request_exception = False
    sent = send(client, "/nl/notities/logboek/nieuw/", {"text": PAYLOAD, "tekst": PAYLOAD, "quote": PAYLOAD}, codec)
    assert sent.status_code < 500
    assert client.get("/nl/notities/logboek/").status_code == 200
    for entry in LogEntry.objects.all():
        assert client.get(f"/nl/notities/logboek/{entry.pk}/").status_code == 200


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("form", ["multipart/form-data; boundary=XX", "application/x-www-form-urlencoded"])
def test_before_anybody_signed_in_it_is_no_error_either(codec, form):
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    body = multipart({"login": PAYLOAD, "password": PAYLOAD})
    assert browser.generic("POST", "/nl/account/login/", body, f"{form}; charset={codec}").status_code == 403
