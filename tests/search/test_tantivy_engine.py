"""What only an index on disk can suffer: kills, leftovers, two writers, a rebuild under a reader."""

import os
import shutil
import subprocess
import sys
import time

import pytest

from search.engines.base import IndexMissing, Plan
from search.engines.tantivy import TantivyEngine
from tests.search.conftest import EVERYBODY, doc, filled, prepared

FOR_EVER = """
import sys
import django
django.setup()
from search.engines.tantivy import TantivyEngine
from tests.search.conftest import doc, prepared
engine, number = TantivyEngine(sys.argv[1]), 0
while True:
    number += 1
    with engine.exclusive():
        engine.apply(prepared(*(doc(f"{sys.argv[2]}-{number}-{i}", "Tolk") for i in range(5))))
    print("put", flush=True)
"""


def test_a_killed_indexer_leaves_no_wedged_writer_and_no_half_batch(tmp_path):
    place = str(tmp_path / "index")
    filled(TantivyEngine(place), doc("eerst", "Tolk"))
    for again in range(3):
        command = [sys.executable, "-c", FOR_EVER, place, str(again)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": ".:site"}) as process:
            assert process.stdout.readline() == b"put\n"
            process.kill()
    engine = TantivyEngine(place)
    with engine.exclusive():
        engine.apply(prepared(doc("laatst", "Tolk")))
    keys = [pk for pk, _version in engine.versions()]
    assert {"praktijk:eerst", "praktijk:laatst"} <= set(keys)
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


@pytest.mark.parametrize("damage", ["{", "", None, "other folder"])
@pytest.mark.parametrize("held_open", [True, False])
def test_a_damaged_index_is_as_good_as_gone_and_is_made_anew(tmp_path, damage, held_open):
    place = str(tmp_path / "index")
    engine = filled(TantivyEngine(place), doc("a", "Tolk"))
    if held_open:
        assert engine.search(Plan(), EVERYBODY).total == 1
    file = (tmp_path / "index" / "current").resolve() / "meta.json"
    file.unlink()
    if damage == "other folder":
        shutil.rmtree(file.parent)
    elif damage is not None:
        file.write_text(damage)
    engine = engine if held_open else TantivyEngine(place)
    for ask in (
        lambda: engine.search(Plan(), EVERYBODY),
        engine.health,
        lambda: engine.apply(prepared(doc("b", "Tolk"))),
    ):
        with pytest.raises(IndexMissing):
            ask()
    with engine.exclusive():
        engine.build(prepared(doc("b", "Tolk")), "anew")
    assert engine.search(Plan(), EVERYBODY).total == 1


def test_a_copy_that_followed_the_link_serves_and_is_built_anew(tmp_path):
    filled(TantivyEngine(str(tmp_path / "index")), doc("a", "Tolk"))
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    assert not (tmp_path / "copy" / "current").is_symlink()
    engine = TantivyEngine(str(tmp_path / "copy"))
    assert (engine.search(Plan(), EVERYBODY).total, engine.health().documents) == (1, 1)
    with engine.exclusive():
        engine.apply(prepared(doc("b", "Tolk")))
        assert engine.search(Plan(), EVERYBODY).total == 2
        engine.build(prepared(doc("b", "Tolk")), "anew")
    assert (tmp_path / "copy" / "current").is_symlink()
    assert engine.search(Plan(), EVERYBODY).total == 1
