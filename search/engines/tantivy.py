"""tantivy inside our own processes: one writer at a time, any number of readers, generations on disk.

The rules here were measured (search.md 2.4 and 3.4): a text pk, the garbage collector first thing after opening
the writer (a kill in the commit window wedges it otherwise), the index opened anew for every batch, and a reload
at the start of every question. The engine's own query parser is never used.
"""

import fcntl
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import tantivy as tv

from search.engines.base import Delete, Health, Hit, Hits, IndexMissing, Plan, Prepared, Viewer
from search.engines.tantivy_query import compile_for_indexer, compile_plan
from search.engines.tantivy_schema import SCHEMA, VERSION, to_document
from search.simplify import Holds, matching

HEAP = 15_000_000
MOST_FACET_VALUES = 5000
KEEP_OLD_SECONDS = 60


class TantivyEngine:
    """An index in a folder: `current` points at the generation that serves."""

    name: ClassVar[str] = "tantivy"

    def __init__(self, place: str) -> None:
        self._root = Path(place)
        self._current = self._root / "current"
        self._open: tuple[int, str, tv.Index] | None = None
        self._seen: tuple[str, int, int] | None = None
        self._opening = threading.Lock()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def build(self, docs: Iterable[Prepared], fingerprint: str) -> int:
        name = f"g-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{uuid.uuid4().hex[:6]}"
        making, made = self._root / f"{name}.tmp", self._root / name
        making.mkdir(parents=True)
        count = 0
        with _writer(tv.Index(SCHEMA, str(making))) as writer:
            for doc in docs:
                writer.add_document(to_document(doc))
                count += 1
        (making / "fingerprint").write_text(f"{VERSION} {fingerprint}")
        making.rename(made)
        self._point_at(name)
        self._sweep(keep=name)
        return count

    def apply(self, changes: Sequence[Prepared | Delete]) -> Sequence[str]:
        if not self._current.exists():
            raise IndexMissing
        with _writer(_opened(str(self._current.resolve()))) as writer:
            for change in changes:
                writer.delete_documents_by_term("pk", change.pk)
                if isinstance(change, Prepared):
                    writer.add_document(to_document(change))
        return ()

    def search(self, plan: Plan, viewer: Viewer) -> Hits:
        searcher = self._searcher()
        query = compile_plan(plan, viewer, _holds(searcher))
        by_date = {} if plan.scored is not None else {"order_by_field": "updated"}
        result = searcher.search(query, limit=max(1, plan.limit), offset=plan.offset, **by_date)
        hits = []
        for score, address in result.hits:
            kept = searcher.doc(address)
            shown = json.loads(bytes(kept["shown"][0]))
            hits.append(Hit(kept["pk"][0], 0.0 if by_date else float(score), shown))
        return Hits(result.count or 0, tuple(hits))

    def finds(self, plan: Plan, viewer: Viewer) -> bool:
        searcher = self._searcher()
        plan = replace(plan, scored=plan.scored and matching(plan.scored))
        return bool(searcher.search(compile_plan(plan, viewer, _holds(searcher)), limit=1, count=False).hits)

    def facets(self, plan: Plan, viewer: Viewer) -> dict[str, dict[str, int]]:
        searcher = self._searcher()
        plan = replace(plan, scored=plan.scored and matching(plan.scored))
        counts = _counts(searcher, plan, viewer, without=None)
        for picked in plan.filters:
            counts[picked] = _counts(searcher, plan, viewer, without=picked).get(picked, {})
        return {name: values for name, values in counts.items() if values}

    def words(self, prefix: str, viewer: Viewer, limit: int) -> list[tuple[str, int]]:
        allowed = tv.Query.term_set_query(SCHEMA, "audience", sorted(viewer))
        found = self._searcher().terms_with_prefix("words", prefix, allowed, limit)
        return [(word, count) for word, count in found if count]

    def holding(self, plan: Plan) -> Iterator[str]:
        searcher = self._searcher()
        result = searcher.search(compile_for_indexer(plan, _holds(searcher)), limit=max(1, searcher.num_docs))
        yield from (searcher.doc(address)["pk"][0] for _score, address in result.hits)

    def versions(self) -> Iterator[tuple[str, int]]:
        searcher = self._searcher()
        result = searcher.search(tv.Query.all_query(), limit=max(1, searcher.num_docs))
        for _score, address in result.hits:
            kept = searcher.doc(address)
            yield kept["pk"][0], kept["version"][0]

    def health(self) -> Health:
        searcher = self._searcher()
        generation = self._current.resolve()
        version, _, fingerprint = (generation / "fingerprint").read_text().partition(" ")
        return Health(searcher.num_docs, generation.name, fingerprint if version == VERSION else "")

    def _searcher(self) -> Any:
        """A view of the newest commit of the serving generation. Opened after a fork, never before."""
        try:
            target = str(self._current.resolve(strict=True))
        except OSError:
            raise IndexMissing from None
        held = self._open
        if held is None or held[:2] != (os.getpid(), target):
            with self._opening:
                held = (os.getpid(), target, _opened(target))
                self._open, self._seen = held, None
        # A commit puts another meta.json in its place; looking whether it did costs a tenth of reading it.
        try:
            stands = os.stat(f"{target}/meta.json")  # noqa: PTH116 - at every question
        except FileNotFoundError:
            raise IndexMissing from None
        commit = (target, stands.st_ino, stands.st_mtime_ns)
        if commit != self._seen:
            try:
                held[2].reload()
            except ValueError:  # damaged: see _opened
                raise IndexMissing from None
            self._seen = commit
        return held[2].searcher()

    def _point_at(self, name: str) -> None:
        link = self._root / f".current-{uuid.uuid4().hex[:6]}"
        link.symlink_to(name)
        link.replace(self._current)

    def _sweep(self, keep: str) -> None:
        """Remove generations nobody asks any more, and what a killed build left. Called while `exclusive` is held."""
        for folder in self._root.glob("g-*"):
            stale = time.time() - folder.stat().st_mtime > KEEP_OLD_SECONDS
            if folder.name != keep and (stale or folder.suffix == ".tmp"):
                shutil.rmtree(folder, ignore_errors=True)


def _opened(folder: str) -> Any:
    """The index in this folder. What cannot be read is as good as gone: it is made anew from the database."""
    try:
        return tv.Index.open(folder)
    except ValueError:
        raise IndexMissing from None


@contextmanager
def _writer(index: tv.Index) -> Iterator[Any]:
    """The one writer: commits when all went well, leaves nothing when it did not."""
    writer = index.writer(HEAP, 1)
    writer.garbage_collect_files()
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    writer.commit()
    writer.wait_merging_threads()


def _holds(searcher: Any) -> Holds:
    """In how many documents a key stands, whoever may see them: only for leaving out what stands in none."""
    return cache(searcher.doc_freq)  # type: ignore[no-any-return]  # the binding is untyped


def _counts(searcher: Any, plan: Plan, viewer: Viewer, without: str | None) -> dict[str, dict[str, int]]:
    """Facet values of what this viewer may see; the viewer is inside the query, so no other value can show up."""
    asked = {"all": {"terms": {"field": "facets", "size": MOST_FACET_VALUES}}}
    buckets = searcher.aggregate(compile_plan(plan, viewer, _holds(searcher), without), asked)["all"]["buckets"]
    counts: dict[str, dict[str, int]] = {}
    for bucket in buckets:
        name, _, value = bucket["key"].partition("=")
        counts.setdefault(name, {})[value] = bucket["doc_count"]
    return counts
