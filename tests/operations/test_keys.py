"""Server keys: rotating them while people read, and what happens when one is missing or wrong."""

import base64
import json
import threading
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.backends.db import SessionStore
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from meerstemmig import health
from reflection import encryption
from reflection.encryption import DecryptionError
from reflection.models import Answer, DataKey, new_data_key
from reflection.notebook import MemberNotebook, Prompt, VisitorNotebook
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

CANARY = "KANARIE-onder-sleutel"
ABOUT = "casus:11111111-1111-1111-1111-111111111111"
PROMPT = Prompt(ABOUT, "doe-stap")


def key(name, byte):
    return f"{name}:{base64.b64encode(bytes([byte]) * 32).decode()}"


GONE = (
    "oud seals nothing here any more. Keep it for as long as you keep a backup made before now;"
    " then take it out of FIELD_KEYS."
)
OLD, NEW, OTHER = key("oud", 1), key("nieuw", 2), key("oud", 3)


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.FIELD_KEYS = [OLD]


@pytest.fixture
def person():
    person = UserFactory()
    MemberNotebook(person).write(PROMPT, {"tekst": CANARY})
    return person


@pytest.fixture
def visit():
    session = SessionStore()
    VisitorNotebook(session).write(PROMPT, {"tekst": CANARY})
    session.save()
    return session.session_key


def rotate():
    told = StringIO()
    call_command("rotate_field_keys", stdout=told)
    return told.getvalue().splitlines()


def read(person):
    return MemberNotebook(person).read(PROMPT)["tekst"]


def test_everything_moves_to_the_newest_key_and_a_second_run_moves_nothing(settings, person, visit):
    TOTP.activate(person, generate_totp_secret())
    new_data_key()
    settings.FIELD_KEYS = [NEW, OLD]
    assert rotate() == [
        "Data keys of people and sessions: 2 moved to nieuw, 0 already there.",
        "Notes of visitors without an account: 1 moved to nieuw, 0 already there.",
        "Second factors: 1 moved to nieuw, 0 already there.",
        GONE,
    ]
    assert [line.split(",")[0] for line in rotate()[:3]] == [
        "Data keys of people and sessions: 0 moved to nieuw",
        "Notes of visitors without an account: 0 moved to nieuw",
        "Second factors: 0 moved to nieuw",
    ]
    settings.FIELD_KEYS = [NEW]
    assert read(person) == CANARY
    assert VisitorNotebook(SessionStore(visit)).read(PROMPT) == {"tekst": CANARY}
    assert Authenticator.objects.get().wrap().validate_code("000000") is False
    assert health.keys() == {"ok": True}


def test_a_session_keeps_when_it_ends(settings, visit):
    store = SessionStore(visit)
    ends = timezone.now() + timedelta(hours=5)
    type(store).get_model_class().objects.filter(pk=visit).update(expire_date=ends)
    settings.FIELD_KEYS = [NEW, OLD]
    rotate()
    assert type(store).get_model_class().objects.get(pk=visit).expire_date == ends


@pytest.mark.parametrize(
    ("keys", "why"),
    [([NEW], "is not in FIELD_KEYS"), ([NEW, OTHER], "has other bytes now than when it sealed them")],
    ids=["missing", "wrong"],
)
def test_without_the_right_old_key_it_refuses_and_changes_nothing(settings, person, keys, why):
    before = list(DataKey.objects.values_list("server_key", "wrapped"))
    settings.FIELD_KEYS = keys
    with pytest.raises(CommandError) as refused:
        rotate()
    sentence = f"Data keys of people and sessions cannot be opened: their server key 'oud' {why}."
    assert str(refused.value) == (
        f"{sentence} Put that key back into FIELD_KEYS, behind the newest one. Nothing was changed."
    )
    assert list(DataKey.objects.values_list("server_key", "wrapped")) == before
    assert [(message.id, message.msg) for message in run_checks(tags=["database"], databases=["default"])] == [
        ("meerstemmig.E007", sentence)
    ]
    assert health.keys() == {"ok": False, "reason": sentence}


@pytest.mark.parametrize("keys", [[], ["kort:QUJD"], ["naamloos"]], ids=["none", "short", "no bytes"])
def test_unusable_keys_are_said_in_one_sentence(settings, person, keys):
    settings.FIELD_KEYS = keys
    with pytest.raises(CommandError, match=r"Nothing was changed\.$"):
        rotate()


def test_one_damaged_data_key_stays_as_it_was_and_is_told(settings, person):
    damaged = new_data_key(person=UserFactory())
    broken = bytes(damaged.wrapped[:-1]) + bytes([damaged.wrapped[-1] ^ 1])
    DataKey.objects.filter(pk=damaged.pk).update(wrapped=broken)
    new_data_key(person=UserFactory())
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match=r"^1 could not be opened by any key here"):
        rotate()
    assert dict(DataKey.objects.values_list("person", "server_key"))[person.pk] == "nieuw"
    assert bytes(DataKey.objects.get(pk=damaged.pk).wrapped) == broken
    with pytest.raises(DecryptionError):
        DataKey.objects.get(pk=damaged.pk).plain()


def test_sealed_bytes_moved_to_another_row_person_or_place_do_not_open(person):
    other = UserFactory()
    MemberNotebook(other).write(PROMPT, {"tekst": "van iemand anders"})
    MemberNotebook(person).write(Prompt(ABOUT, "elders"), {"tekst": "elders"})
    mine, mine_too = Answer.objects.of(person).order_by("created_at")
    theirs = Answer.objects.of(other).get()
    moved = {
        "a row of the same person": (mine_too, mine.sealed, mine_too.data_key),
        "a row of another person": (theirs, mine.sealed, theirs.data_key),
        "another person's row with its key": (theirs, mine.sealed, mine.data_key),
        "cut short": (mine, bytes(mine.sealed)[:20], mine.data_key),
        "empty": (mine, b"", mine.data_key),
        "garbage": (mine, b"\x01" + b"x" * 60, mine.data_key),
        "plain text": (mine, CANARY.encode(), mine.data_key),
    }
    opened = {}
    for how, (row, sealed, data_key) in moved.items():
        row.sealed, row.data_key = sealed, data_key
        with pytest.raises(DecryptionError) as refused:
            opened[how] = row.open()
        assert CANARY not in str(refused.value)
    assert opened == {}


def test_a_data_key_moved_to_another_person_opens_nothing(person):
    theirs = new_data_key(person=UserFactory())
    mine = DataKey.objects.get(person=person)
    DataKey.objects.filter(pk=theirs.pk).update(wrapped=mine.wrapped)
    with pytest.raises(DecryptionError):
        DataKey.objects.get(pk=theirs.pk).plain()


@pytest.mark.parametrize("keys", [[NEW], [OTHER], []], ids=["missing", "wrong", "none"])
@pytest.mark.usefixtures("tree")
def test_a_page_that_needs_the_text_says_that_it_is_not_readable(settings, client, person, keys, caplog):
    from tests.factories.modules import block, module, unit

    writing = block("writing", "Vraag")
    page = module(unit("Eenheid", writing), title="Module")
    client.force_login(person)
    at = f"/nl/modules/{page.slug}/1/blok/{writing['id']}/"
    client.post(at, {f"{writing['id']}-text": CANARY})
    before = Answer.objects.count()
    settings.FIELD_KEYS = keys
    read = client.get(f"/nl/modules/{page.slug}/eenheid/")
    sent = client.post(at, {f"{writing['id']}-text": "overschreven"})
    for response in (read, sent):
        html = response.content.decode()
        assert response.status_code == 503
        assert response["Cache-Control"] == "private, no-store"
        assert "<h1>Nu niet leesbaar</h1>" in html
        assert 'action="/nl/zoeken/"' in html
        assert CANARY not in html
        assert "<textarea" not in html
    assert "niet bewaard" in sent.content.decode()
    assert Answer.objects.count() == before
    assert CANARY not in caplog.text
    assert client.get("/nl/woorden/").status_code == 200
    settings.FIELD_KEYS = [OLD]
    assert CANARY in client.get(f"/nl/modules/{page.slug}/eenheid/").content.decode()


def test_a_visitor_whose_notes_do_not_open_decides_about_them(settings, client):
    session = client.session
    VisitorNotebook(session).write(PROMPT, {"tekst": CANARY})
    session.save()
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(DecryptionError):
        VisitorNotebook(client.session).read_all(ABOUT)
    with pytest.raises(DecryptionError):
        VisitorNotebook(client.session).write(PROMPT, {"tekst": "erover"})
    assert not VisitorNotebook(client.session).is_empty
    assert client.get("/nl/notities/zonder/").status_code == 405
    assert client.post("/nl/notities/zonder/").status_code == 302
    assert VisitorNotebook(client.session).is_empty


@pytest.mark.django_db(transaction=True)
def test_nobody_who_reads_or_writes_notices_the_rotation(settings):
    people = [UserFactory() for _each in range(12)]
    for each in people:
        MemberNotebook(each).write(PROMPT, {"tekst": CANARY})
    settings.FIELD_KEYS = [NEW, OLD]
    stop, faults, reads = threading.Event(), [], []

    def reader(own):
        try:
            while not stop.is_set():
                reads.extend(read(each) for each in own)
                MemberNotebook(own[0]).write(Prompt(ABOUT, "erbij"), {"tekst": CANARY})
        except Exception as error:  # noqa: BLE001 - whatever it was is told
            faults.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=reader, args=(people[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _turn in range(6):
            settings.FIELD_KEYS = list(reversed(settings.FIELD_KEYS))
            rotate()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert set(reads) == {CANARY}
    assert len(set(DataKey.objects.values_list("server_key", flat=True))) == 1


def test_the_command_prints_no_key(settings, person):
    settings.FIELD_KEYS = [NEW, OLD]
    told = json.dumps(rotate())
    assert [server.key for server in encryption.server_keys() if base64.b64encode(server.key).decode() in told] == []
