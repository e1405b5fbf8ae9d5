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
from pathlib import Path
from typing import Any, ClassVar

import tantivy as tv

from search.engines.base import Delete, Health, Hit, Hits, IndexMissing, Plan, Prepared, Viewer
from search.engines.tantivy_query import compile_for_indexer, compile_plan, compile_rest, compile_seen
from search.engines.tantivy_schema import SCHEMA, VERSION, to_document
from search.engines.tantivy_snapshot import Snapshot, without
from search.simplify import matching

HEAP = 15_000_000
KEEP_OLD_SECONDS = 60


class TantivyEngine:
    """An index in a folder: `current` points at the generation that serves."""

    name: ClassVar[str] = "tantivy"

    def __init__(self, place: str) -> None:
        self._root = Path(place)
        self._current = self._root / "current"
        self._open: tuple[tuple[int, str], tv.Index] | None = None
        self._held: tuple[tuple[int, str, int, int], Snapshot] | None = None
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
        now = self._snapshot()
        by_date = {"order_by_field": "updated"} if plan.by_date else {}
        result = now.searcher.search(
            compile_plan(plan, viewer, now.holds), limit=max(1, plan.limit), offset=plan.offset, **by_date
        )
        hits = []
        for score, address in result.hits:
            kept = now.searcher.doc(address)
            shown = json.loads(bytes(kept["shown"][0]))
            hits.append(Hit(kept["pk"][0], 0.0 if by_date else float(score), shown))
        return Hits(result.count or 0, tuple(hits))

    def finds(self, plan: Plan, viewer: Viewer) -> bool:
        now = self._snapshot()
        plan = replace(plan, scored=plan.scored and matching(plan.scored))
        if plan.scored and _is_bare(plan) and now.surely_finds(plan.scored, viewer):
            return True
        query = compile_plan(plan, viewer, now.holds)
        return bool(now.searcher.search(query, limit=1, count=False).hits)

    def facets(self, plan: Plan, viewer: Viewer, found: int = 0) -> dict[str, dict[str, int]]:
        now = self._snapshot()
        plan = replace(plan, scored=plan.scored and matching(plan.scored))
        if _is_bare(plan):
            if plan.scored is None:
                return {name: dict(values) for name, values in now.everything(viewer).items()}
            if 2 * found > now.seen(viewer):
                rest = now.counts(compile_rest(plan.scored, viewer, now.holds))
                return without(now.everything(viewer), rest)
        counts = now.counts(compile_plan(plan, viewer, now.holds))
        for picked in plan.filters:
            counts[picked] = now.counts(compile_plan(plan, viewer, now.holds, without=picked)).get(picked, {})
        return {name: values for name, values in counts.items() if values}

    def words(self, prefix: str, viewer: Viewer, limit: int) -> list[tuple[str, int]]:
        allowed = compile_seen(viewer)
        found = self._snapshot().searcher.terms_with_prefix("words", prefix, allowed, limit)
        return [(word, count) for word, count in found if count]

    def holding(self, plan: Plan) -> Iterator[str]:
        now = self._snapshot()
        searcher = now.searcher
        result = searcher.search(compile_for_indexer(plan, now.holds), limit=max(1, searcher.num_docs))
        yield from (searcher.doc(address)["pk"][0] for _score, address in result.hits)

    def versions(self) -> Iterator[tuple[str, int]]:
        searcher = self._snapshot().searcher
        result = searcher.search(tv.Query.all_query(), limit=max(1, searcher.num_docs))
        for _score, address in result.hits:
            kept = searcher.doc(address)
            yield kept["pk"][0], kept["version"][0]

    def health(self) -> Health:
        searcher = self._snapshot().searcher
        generation = self._current.resolve()
        version, _, fingerprint = (generation / "fingerprint").read_text().partition(" ")
        return Health(searcher.num_docs, generation.name, fingerprint if version == VERSION else "")

    def _snapshot(self) -> Snapshot:
        """A view of the newest commit of the serving generation. Opened after a fork, never before."""
        try:
            # Once per question or more: `Path.resolve` would look at every folder above it as well.
            target = str(self._root / os.readlink(self._current))  # noqa: PTH115
        except OSError:  # nothing there; or a copy that followed the link, as some backups do
            target = str(self._current)
        try:
            stands = os.stat(f"{target}/meta.json")  # noqa: PTH116
        except OSError:
            raise IndexMissing from None
        # A commit puts another meta.json in its place; looking whether it did costs a tenth of reading it.
        commit = (os.getpid(), target, stands.st_ino, stands.st_mtime_ns)
        held = self._held
        if held is None or held[0] != commit:
            with self._opening:
                if self._open is None or self._open[0] != commit[:2]:
                    self._open = (commit[:2], _opened(target))
                index = self._open[1]
                try:
                    index.reload()
                    held = self._held = (commit, Snapshot(index.searcher(), target))
                except (OSError, KeyError, ValueError):  # gone, or damaged: see _opened
                    raise IndexMissing from None
        return held[1]

    def _point_at(self, name: str) -> None:
        link = self._root / f".current-{uuid.uuid4().hex[:6]}"
        link.symlink_to(name)
        if self._current.is_dir() and not self._current.is_symlink():
            shutil.rmtree(self._current)
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


def _is_bare(plan: Plan) -> bool:
    """Whether nothing but its words narrows this plan."""
    return not (plan.filters or plan.required or plan.excluded or plan.but)
