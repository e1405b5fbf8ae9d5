"""Notes are kept once, read by their writer only, and lie sealed wherever they are kept."""

import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory

from reflection.models import Answer, DataKey
from reflection.notebook import NotebookFullError, Prompt, notebook_of
from reflection.queries import started_by
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

CANARY = "KANARIE-vogel-in-de-zin"
ABOUT = "casus:11111111-1111-1111-1111-111111111111"
STAGE = Prompt(ABOUT, "fase.a.gezien")
HOSTILE = [
    "x\x00y",
    "\u202eomgekeerd",
    "👩🏽‍🦱",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "\ud800",
    "e\u0301" * 500,
    "",
]


def request_of(user=None, session=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = session if session is not None else SessionStore()
    return request


@pytest.fixture(params=["visitor", "member"])
def notebook(request):
    return notebook_of(request_of(UserFactory() if request.param == "member" else None))


def test_what_was_written_is_read(notebook):
    notebook.write(STAGE, {"tekst": "een"})
    notebook.write(Prompt(ABOUT, "doe-stap"), {"dan": "bellen"})
    notebook.write(STAGE, {"tekst": "twee"}, revision=7)
    assert notebook.read_all(ABOUT) == {"fase.a.gezien": {"tekst": "twee"}, "doe-stap": {"dan": "bellen"}}
    assert notebook.read(STAGE) == {"tekst": "twee"}
    assert notebook.notes(ABOUT)["fase.a.gezien"].revision == 7
    assert notebook.read(Prompt("casus:elders", "fase.a.gezien")) is None


def test_notes_of_several_objects_come_together_and_a_restart_is_of_one(notebook, django_assert_max_num_queries):
    other, empty = "module:2", "module:3"
    for about, text in ((ABOUT, "een"), (other, "oud"), ("casus:elders", "niet gevraagd")):
        notebook.write(Prompt(about, "deel"), {"tekst": text})
    notebook.restart(other)
    notebook.write(Prompt(other, "ander deel"), {"tekst": "nieuw"})
    with django_assert_max_num_queries(1):
        found = notebook.notes_of({ABOUT, other, empty})
    assert {about: {part: note.value for part, note in parts.items()} for about, parts in found.items()} == {
        ABOUT: {"deel": {"tekst": "een"}},
        other: {"ander deel": {"tekst": "nieuw"}},
        empty: {},
    }
    assert notebook.notes_of([]) == {}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_as_it_was(notebook, text):
    notebook.write(STAGE, {"tekst": text})
    assert notebook.read(STAGE) == {"tekst": text}


def test_restart_makes_earlier_notes_no_longer_count(notebook):
    notebook.write(STAGE, {"tekst": "een"})
    notebook.write(Prompt("module:x", "een"), {"tekst": "blijft"})
    notebook.restart(ABOUT)
    assert notebook.read_all(ABOUT) == {}
    assert notebook.read_all("module:x") == {"een": {"tekst": "blijft"}}
    notebook.write(STAGE, {"tekst": "opnieuw"})
    assert notebook.read_all(ABOUT) == {"fase.a.gezien": {"tekst": "opnieuw"}}


def test_started_names_each_object_once_latest_first(notebook):
    for about in ("casus:1", "casus:2", "module:3", "casus:1"):
        notebook.write(Prompt(about, "een"), {})
    assert notebook.started("casus") == ["casus:1", "casus:2"]
    notebook.restart("casus:1")
    assert notebook.started("casus") == ["casus:2"]


def test_double_submit_stores_once_and_elsewhere_it_is_another(django_assert_num_queries):
    person = UserFactory()
    notebook, operation = notebook_of(request_of(person)), uuid.uuid4()
    for _ in range(2):
        notebook.write_all(ABOUT, {"a": {"tekst": "een"}, "b": {}}, operation=operation)
    assert Answer.objects.of(person).count() == 2
    notebook.write_all("casus:elders", {"a": {}}, operation=operation)
    notebook_of(request_of(UserFactory())).write_all(ABOUT, {"a": {}}, operation=operation)
    assert Answer.objects.of(person).count() == 3
    assert Answer.objects.count() == 4


def test_revising_adds_a_version():
    person = UserFactory()
    notebook = notebook_of(request_of(person))
    notebook.write(STAGE, {"tekst": "een"})
    notebook.write(STAGE, {"tekst": "twee"})
    notebook.restart(ABOUT)
    versions = Answer.objects.of(person).filter(part=STAGE.part).order_by("created_at")
    assert [version.open() for version in versions] == ['{"tekst": "een"}', '{"tekst": "twee"}']


@pytest.mark.parametrize("versions", [1, 3])
def test_reading_everything_is_one_query(django_assert_num_queries, versions):
    notebook = notebook_of(request_of(UserFactory()))
    for number in range(versions):
        notebook.write_all(ABOUT, {"a": {"n": number}, "b": {"n": number}})
    with django_assert_num_queries(1):
        assert notebook.read_all(ABOUT) == {"a": {"n": versions - 1}, "b": {"n": versions - 1}}


def test_nobody_else_reads_them_the_superuser_included():
    notebook_of(request_of(UserFactory())).write(STAGE, {"tekst": CANARY})
    for other in (UserFactory(), UserFactory(is_superuser=True, is_staff=True)):
        assert notebook_of(request_of(other)).read_all(ABOUT) == {}
        assert started_by(other, "casus") == []


def test_notes_lie_sealed_in_the_database(transactional_db):
    session = SessionStore()
    notebook_of(request_of(UserFactory())).write(STAGE, {"tekst": CANARY})
    notebook_of(request_of(session=session)).write(STAGE, {"tekst": CANARY})
    session.save()
    assert CANARY not in str(session.load())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM reflection_answer")
        assert [CANARY.encode() in bytes(row[0]) for row in cursor.fetchall()] == [False]
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert CANARY.encode() not in Path(connection.settings_dict["NAME"]).read_bytes()


def test_erasing_the_key_erases_the_notes():
    person = UserFactory()
    notebook = notebook_of(request_of(person))
    notebook.write(STAGE, {"tekst": CANARY})
    DataKey.objects.filter(person=person).delete()
    assert notebook.read_all(ABOUT) == {}
    notebook.write(STAGE, {"tekst": "opnieuw"})
    assert notebook.read(STAGE) == {"tekst": "opnieuw"}


def test_visitor_notebook_is_bounded_and_keeps_what_it_had():
    notebook = notebook_of(request_of())
    notebook.write(STAGE, {"tekst": "eerst"})
    with pytest.raises(NotebookFullError, match="passen niet meer"):
        notebook.write(Prompt("casus:2", "a"), {"tekst": "x" * 100_000})
    assert notebook.read_all("casus:2") == {}
    assert notebook.read(STAGE) == {"tekst": "eerst"}
