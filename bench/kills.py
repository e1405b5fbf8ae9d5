"""Fifty indexers killed with kill -9 at any moment: what they said they kept is there, and the next one can write.

    make bench

Each indexer writes batches to a tantivy index and says so after each commit; it is killed between nothing and 150 ms
after its first word, so that kills land in preparing, writing, committing and merging. After each kill another process
must be able to write at once. Prints what was kept, what was lost, what was double, and how many writers were stuck.
"""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "meerstemmig.settings.test"

KILLS = 50
BATCH = 100
LONGEST_WAIT = 0.15
STUCK_SECONDS = 30

processes = multiprocessing.get_context("fork")
"""Forked before tantivy was ever touched: a child starts at once, and what it writes is its own."""


def documents(name, count):
    from search.engines.base import Prepared

    return [
        Prepared(
            pk=f"praktijk:{name}-{number}", version=1, audience="all",
            texts={"title": (("tolk", 0),), "body": tuple((f"w{number % 97}x{place}", place) for place in range(60))},
            parts=(), concepts=(), facets=("soort=praktijk",), words=frozenset({"tolk"}), updated=number, shown={},
        )
        for number in range(count)
    ]  # fmt: skip


def index_for_ever(place, name, said):
    from search.engines.tantivy import TantivyEngine

    engine, number = TantivyEngine(place), 0
    while True:
        batch = f"{name}-{number}"
        with engine.exclusive():
            engine.apply(documents(batch, BATCH))
        said.send(batch)
        number += 1


def write_one(place, name):
    from search.engines.tantivy import TantivyEngine

    engine = TantivyEngine(place)
    with engine.exclusive():
        engine.apply(documents(name, 1))


def everything(place, told):
    from search.engines.tantivy import TantivyEngine

    told.send([pk for pk, _version in TantivyEngine(place).versions()])


def build_first(place):
    from search.engines.tantivy import TantivyEngine

    TantivyEngine(place).build([], "bench")


def run(target, *arguments):
    """Whether this ended well in time, in a process of its own."""
    process = processes.Process(target=target, args=arguments)
    process.start()
    process.join(STUCK_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def all_keys(place):
    here, there = processes.Pipe()
    process = processes.Process(target=everything, args=(place, there))
    process.start()
    keys = here.recv()
    process.join()
    return keys


def measure(place, seed=20261126):
    """Kill fifty; the batches that were acknowledged, how many writers were stuck, and every key at the end."""
    chance = random.Random(seed)
    kept, stuck = [], 0
    for number in range(KILLS):
        here, there = processes.Pipe(duplex=False)
        process = processes.Process(target=index_for_ever, args=(place, str(number), there))
        process.start()
        there.close()
        kept.append(here.recv())
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        process.kill()
        process.join()
        try:
            while True:
                kept.append(here.recv())
        except EOFError:
            here.close()
        stuck += not run(write_one, place, f"after-{number}")
    return kept, stuck, all_keys(place)


def main() -> int:
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        run(build_first, folder)
        begun = time.monotonic()
        kept, stuck, keys = measure(folder)
        took = time.monotonic() - begun
    wanted = {f"praktijk:{batch}-{number}" for batch in kept for number in range(BATCH)}
    wanted |= {f"praktijk:after-{number}-0" for number in range(KILLS)}
    lost, double = len(wanted - set(keys)), len(keys) - len(set(keys))
    halves = sum(1 for key in keys if not key.startswith("praktijk:after-")) % BATCH
    print(f"{KILLS} x kill -9 while indexing, {took:.0f} s: {len(wanted)} documents acknowledged, {lost} lost, "
          f"{double} double, {halves} of a half batch, {stuck} writers stuck")  # fmt: skip
    return 1 if lost or double or halves or stuck else 0


if __name__ == "__main__":
    sys.exit(main())
