"""What only an index on disk can suffer: kills, leftovers, two writers, a rebuild under a reader."""

import multiprocessing
import os
import signal
import time

from search.engines.base import Plan
from search.engines.tantivy import TantivyEngine
from tests.search.conftest import EVERYBODY, doc, filled, prepared


def put_for_ever(place, started):
    engine = TantivyEngine(place)
    number = 0
    while True:
        number += 1
        with engine.exclusive():
            engine.apply(prepared(*(doc(f"n{number}-{i}", "Tolk") for i in range(5))))
        started.set()


def test_a_killed_indexer_leaves_no_wedged_writer_and_no_half_batch(tmp_path):
    place = str(tmp_path / "index")
    filled(TantivyEngine(place), doc("eerst", "Tolk"))
    spawn = multiprocessing.get_context("spawn")
    for _again in range(3):
        started = spawn.Event()
        process = spawn.Process(target=put_for_ever, args=(place, started))
        process.start()
        assert started.wait(30)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    engine = TantivyEngine(place)
    with engine.exclusive():
        engine.apply(prepared(doc("laatst", "Tolk")))
    keys = [pk for pk, _version in engine.versions()]
    assert "praktijk:eerst" in keys
    assert "praktijk:laatst" in keys
    assert len(keys) == len(set(keys))
    assert (len(keys) - 2) % 5 == 0


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path):
    engine = filled(TantivyEngine(str(tmp_path)), doc("a", "Tolk"))
    (tmp_path / "g-oud.tmp").mkdir()
    old = (tmp_path / "current").resolve()
    os.utime(old, (time.time() - 3600,) * 2)
    engine.build(prepared(doc("b", "Tolk")), "later")
    assert [folder.name for folder in tmp_path.glob("g-*")] == [(tmp_path / "current").resolve().name]


def test_a_reader_of_another_process_follows_the_switch(tmp_path):
    writer = filled(TantivyEngine(str(tmp_path)), doc("a", "Tolk"))
    reader = TantivyEngine(str(tmp_path))
    assert reader.search(Plan(), EVERYBODY).total == 1
    writer.apply(prepared(doc("b", "Tolk")))
    assert reader.search(Plan(), EVERYBODY).total == 2
    writer.build([], "leeg")
    assert reader.search(Plan(), EVERYBODY).total == 0
