"""The reference engine: BM25 in plain Python. Slow, obvious, and what the real engines are tested against."""

import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import ClassVar

from search.engines.base import Delete, Health, Hit, Hits, IndexMissing, Plan, Prepared, Viewer
from search.tree import Best, Constant, Leaf, Node, Phrase, Sum

K1, B = 1.2, 0.75


class MemoryEngine:
    """Keeps documents in a dictionary. One process, one lifetime."""

    name: ClassVar[str] = "memory"

    def __init__(self, _place: str = "") -> None:
        self._docs: dict[str, Prepared] = {}
        self._keys: dict[str, dict[str, Counter[str]]] = {}
        self._numbers: dict[tuple[str, ...], float] = {}
        self._generation = 0
        self._fingerprint = ""
        self._lock = threading.RLock()

    def exclusive(self) -> AbstractContextManager[None]:
        return self._lock  # type: ignore[return-value]  # a lock is a context manager; what it gives is not used

    def build(self, docs: Iterable[Prepared], fingerprint: str) -> int:
        self._docs = {doc.pk: doc for doc in docs}
        self._keys = {pk: _counted(doc) for pk, doc in self._docs.items()}
        self._numbers.clear()
        self._generation += 1
        self._fingerprint = fingerprint
        return len(self._docs)

    def apply(self, changes: Sequence[Prepared | Delete]) -> Sequence[str]:
        self._numbers.clear()
        for change in changes:
            self._docs.pop(change.pk, None)
            self._keys.pop(change.pk, None)
            if isinstance(change, Prepared):
                self._docs[change.pk] = change
                self._keys[change.pk] = _counted(change)
        return ()

    def search(self, plan: Plan, viewer: Viewer) -> Hits:
        self._ready()
        found = self._matching(plan, viewer)
        if plan.by_date:
            found = dict.fromkeys(found, 0.0)
        ranked = sorted(found, key=lambda pk: (-found[pk], -self._docs[pk].updated, pk))
        page = ranked[plan.offset : plan.offset + plan.limit]
        return Hits(len(found), tuple(Hit(pk, found[pk], self._docs[pk].shown) for pk in page))

    def finds(self, plan: Plan, viewer: Viewer) -> bool:
        return bool(self.search(plan, viewer).total)

    def facets(self, plan: Plan, viewer: Viewer, found: int = 0) -> dict[str, dict[str, int]]:
        self._ready()
        counts = self._counts(plan, viewer, without=None)
        for picked in plan.filters:
            counts[picked] = self._counts(plan, viewer, without=picked).get(picked, {})
        return {name: values for name, values in counts.items() if values}

    def words(self, prefix: str, viewer: Viewer, limit: int) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for doc in self._docs.values():
            if doc.audience in viewer:
                counts.update(word for word in doc.words if word.startswith(prefix))
        return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:limit]

    def holding(self, plan: Plan) -> Iterator[str]:
        self._ready()
        yield from self._matching(plan, frozenset(doc.audience for doc in self._docs.values()))

    def versions(self) -> Iterator[tuple[str, int]]:
        yield from ((pk, doc.version) for pk, doc in self._docs.items())

    def health(self) -> Health:
        self._ready()
        return Health(len(self._docs), f"memory-{self._generation}", self._fingerprint)

    def _ready(self) -> None:
        if not self._generation:
            raise IndexMissing

    def _counts(self, plan: Plan, viewer: Viewer, without: str | None) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for pk in self._matching(plan, viewer, without):
            for facet in self._docs[pk].facets:
                name, _, value = facet.partition("=")
                counts.setdefault(name, {})[value] = counts.get(name, {}).get(value, 0) + 1
        return counts

    def _matching(self, plan: Plan, viewer: Viewer, without: str | None = None) -> dict[str, float]:
        found: dict[str, float] = {}
        for pk, doc in self._docs.items():
            if doc.audience not in viewer or pk == plan.but or not _passes(doc, plan, without):
                continue
            if any(self._score(node, pk) is None for node in plan.required):
                continue
            if any(self._score(node, pk) is not None for node in plan.excluded):
                continue
            score: float | None = 0.0 if plan.scored is None else self._score(plan.scored, pk)
            if score is not None:
                found[pk] = score
        return found

    def _score(self, node: Node, pk: str) -> float | None:
        match node:
            case Leaf(field, key, boost):
                times = self._keys[pk][field][key]
                return boost * self._bm25(field, key, pk, times) if times else None
            case Phrase(field, keys):
                return 1.0 if _has_phrase(self._docs[pk].texts.get(field, ()), keys) else None
            case Constant(inner, score):
                return None if self._score(inner, pk) is None else score
            case Best(nodes):
                return max(self._scores(nodes, pk), default=None)
            case Sum(nodes, at_least, boost):
                scores = self._scores(nodes, pk)
                return boost * sum(scores) if len(scores) >= at_least else None

    def _scores(self, nodes: tuple[Node, ...], pk: str) -> list[float]:
        """What those of the nodes that match are worth."""
        return [score for score in (self._score(node, pk) for node in nodes) if score is not None]

    def _bm25(self, field: str, key: str, pk: str, times: int) -> float:
        holding = self._remember(("holding", field, key), lambda: self._holding(field, key))
        idf = math.log(1 + (len(self._keys) - holding + 0.5) / (holding + 0.5))
        average = self._remember(("average", field), lambda: self._average(field))
        length = self._keys[pk][field].total()
        return idf * times * (K1 + 1) / (times + K1 * (1 - B + B * length / average))

    def _holding(self, field: str, key: str) -> float:
        return sum(1 for counted in self._keys.values() if counted[field][key])

    def _average(self, field: str) -> float:
        return sum(counted[field].total() for counted in self._keys.values()) / len(self._keys)

    def _remember(self, name: tuple[str, ...], count: Callable[[], float]) -> float:
        """A number about all documents, counted once until they change."""
        if name not in self._numbers:
            self._numbers[name] = count()
        return self._numbers[name]


def _counted(doc: Prepared) -> dict[str, Counter[str]]:
    texts = {field: Counter(key for key, _position in keys) for field, keys in doc.texts.items()}
    return {**texts, "parts": Counter(doc.parts), "concepts": Counter(doc.concepts)}


def _passes(doc: Prepared, plan: Plan, without: str | None) -> bool:
    return all(
        any(f"{name}={value}" in doc.facets for value in values)
        for name, values in plan.filters.items()
        if name != without
    )


def _has_phrase(text: tuple[tuple[str, int], ...], keys: tuple[tuple[int, str], ...]) -> bool:
    places = set(text)
    first = keys[0][0]
    return any(
        all((key, position + offset - first) in places for offset, key in keys)
        for start, position in text
        if start == keys[0][1]
    )
