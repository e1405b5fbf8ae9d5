"""What is deleted is gone from the database file too: from its rows, its log and the gaps of its pages."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.utils import timezone

from meerstemmig.chores import CHORES
from people import erasing, leftovers
from people.leftovers import empty_write_ahead_log, rewrite_file, rewrite_when_due
from reflection.models import Answer
from reflection.notebook import MemberNotebook, Prompt
from tests.factories.people import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only"),
]

NOW = timezone.now()


def on_disk(*secrets, at=connection):
    """Which of these lie in the database file, or in its log."""
    name = at.settings_dict["NAME"]
    stored = b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())
    return [secret for secret in secrets if secret in stored]


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    """A database file of its own, opened as the site opens its own."""
    own = connections.create_connection("default")
    own.settings_dict = {**own.settings_dict, "NAME": str(tmp_path / "own.sqlite3")}
    monkeypatch.setattr(leftovers, "connection", own)
    own.inc_thread_sharing()
    yield own
    own.close()


def keys_that_move_and_go(cursor, seed, count=120):
    """Wrapped keys that were stored, wrapped anew and deleted, as over months: those that went, and those that stay."""
    chance = random.Random(seed)
    cursor.execute("DROP TABLE IF EXISTS keys")
    cursor.execute("CREATE TABLE keys (scope char(32) PRIMARY KEY, server_key varchar(40), wrapped blob, made datetime,"
                   " person bigint UNIQUE)")  # fmt: skip
    keys = {}
    for person in range(count):
        keys[person] = chance.randbytes(61)
        row = (chance.randbytes(16).hex(), "demo", keys[person], "2026-11-26 10:00:00", person)
        cursor.execute("INSERT INTO keys VALUES (%s, %s, %s, %s, %s)", row)
    for person in chance.sample(list(keys), count // 2):
        cursor.execute("UPDATE keys SET server_key = %s WHERE person = %s", ("x" * 40, person))
    gone = []
    for person in chance.sample(list(keys), count // 2):
        cursor.execute("DELETE FROM keys WHERE person = %s", (person,))
        gone.append(keys.pop(person))
    return gone, list(keys.values())


def test_a_deleted_key_may_linger_in_a_gap_until_the_file_is_written_anew(own_file):
    lingering = []
    with own_file.cursor() as cursor:
        for seed in (65, 8, *range(94, 200)):
            gone, kept = keys_that_move_and_go(cursor, seed)
            assert empty_write_ahead_log()
            assert on_disk(*kept, at=own_file) == kept  # the search finds what is there
            if lingering := on_disk(*gone, at=own_file):
                break
    assert lingering, "SQLite leaves no copies in gaps any more: then people/leftovers.py can be simpler"
    assert rewrite_file()
    assert on_disk(*gone, at=own_file) == []
    assert on_disk(*kept, at=own_file) == kept


def test_after_erasing_neither_key_nor_text_is_in_the_file_or_its_log():
    people = [UserFactory() for _each in range(3)]
    for person in people:
        for step in range(5):
            MemberNotebook(person).write(Prompt("casus:7", f"stap-{step}"), {"tekst": f"woord {step} " * 200})
    gone, stays = people[0], people[1]
    wrapped = {person.pk: bytes(person.data_key.wrapped) for person in people}
    sealed = {person.pk: [bytes(row.sealed) for row in Answer.objects.of(person)] for person in people}
    pieces = [text[at : at + 60] for text in sealed[gone.pk] for at in (0, 400, len(text) - 60)]
    own = [wrapped[gone.pk], *pieces]
    assert on_disk(*own) == own
    erasing.erase(person=gone)
    assert on_disk(*own) == []
    assert on_disk(wrapped[stays.pk]) == [wrapped[stays.pk]]
    assert MemberNotebook(stays).read(Prompt("casus:7", "stap-0"))["tekst"].startswith("woord 0")
    assert Path(connection.settings_dict["NAME"] + "-wal").stat().st_size == 0


def test_while_somebody_reads_the_log_stays_and_the_next_turn_empties_it():
    reader = connections.create_connection("default")
    reader.inc_thread_sharing()
    person = UserFactory()
    MemberNotebook(person).write(Prompt("casus:7", "stap"), {"tekst": "x"})
    wrapped = bytes(person.data_key.wrapped)
    try:
        reader.cursor().execute("BEGIN DEFERRED")
        with reader.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM reflection_datakey")
            assert cursor.fetchone() == (1,)
        erasing.erase(person=person)
        assert not empty_write_ahead_log()
        assert MemberNotebook(UserFactory()).write(Prompt("casus:7", "stap"), {"tekst": "y"}) is None
    finally:
        reader.close()
    assert rewrite_when_due()
    assert on_disk(wrapped) == []


def test_the_worker_writes_the_file_anew_once_a_day():
    assert rewrite_when_due in {chore.do for chore in CHORES}
    done = []
    with connection.execute_wrapper(lambda execute, sql, *rest: done.append(sql) or execute(sql, *rest)):
        for hours in (0, 1, 23, 24, 25, 49):
            with time_machine.travel(NOW + timedelta(hours=hours, days=2), tick=False):
                rewrite_when_due()
    assert done.count("VACUUM") == 3
    assert sum("wal_checkpoint" in sql for sql in done) == 6


def test_nothing_is_tried_inside_a_transaction():
    with transaction.atomic():
        assert (empty_write_ahead_log(), rewrite_file(), rewrite_when_due()) == (False, False, False)
