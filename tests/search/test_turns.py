"""Two workers, one writer: whoever indexes holds off the others, on whichever database, and lets go when it dies."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from search.engines import engine
from search.engines.turns import in_turn
from search.indexer import drain
from search.models import DirtyDocument
from tests.factories.practices import make_practice

pytestmark = [pytest.mark.django_db(transaction=True)]

PATIENCE = 30


def in_thread(work):
    """What a process of its own does: another connection, closed at the end."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    return run


def test_no_two_are_in_at_once(tmp_path):
    inside, most = [], []

    def turn():
        for _time in range(5):
            with in_turn("proef", tmp_path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.01)
                inside.pop()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(in_thread(turn)) for _worker in range(3)]:
            done.result(PATIENCE)
    assert (len(most), set(most)) == (15, {1})


def test_another_name_does_not_wait(tmp_path):
    def other():
        with in_turn("ander", tmp_path / "ander"):
            return "in"

    with in_turn("proef", tmp_path / "proef"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(in_thread(other)).result(PATIENCE) == "in"


def test_an_error_inside_lets_the_next_one_in(tmp_path):
    with pytest.raises(ZeroDivisionError), in_turn("proef", tmp_path):
        raise ZeroDivisionError
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(in_thread(lambda: _enter(tmp_path))).result(PATIENCE) == "in"


def test_a_worker_that_is_killed_lets_the_next_one_in(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("a file lock goes with its process: bench/kills.py kills fifty of them")
    holds, pids, ended = threading.Event(), [], []

    def dies():
        try:
            with in_turn("proef", tmp_path):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    pids.append(cursor.fetchone()[0])
                holds.set()
                time.sleep(1)
        except DatabaseError as error:
            ended.append(type(error).__name__)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(in_thread(dies))
        assert holds.wait(PATIENCE)
        waits = pool.submit(in_thread(lambda: _enter(tmp_path)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", pids)
        assert waits.result(PATIENCE) == "in"
        first.result(PATIENCE)
    assert len(ended) == 1


def _enter(folder):
    with in_turn("proef", folder):
        return "in"


def test_two_workers_that_drain_at_once_index_everything_once_and_lose_nothing(tree):
    pages = [make_practice(f"p{number}") for number in range(6)]
    call_command("index_search", rebuild=True, verbosity=0)
    DirtyDocument.objects.all().delete()
    for page in pages:
        DirtyDocument.objects.create(kind="praktijk", key=str(page.pk))  # as `mark_dirty`, and nobody is poked
    with ThreadPoolExecutor(2) as pool:
        done = [worker.result(PATIENCE) for worker in [pool.submit(in_thread(drain)) for _worker in range(2)]]
    assert sum(done) == len(pages)
    assert not DirtyDocument.objects.exists()
    assert sorted(pk for pk, _version in engine().versions()) == sorted(f"praktijk:{page.pk}" for page in pages)
