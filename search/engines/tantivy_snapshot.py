"""One commit of an index, as everybody reads it until the next: with what is counted once for all who ask."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from search.engines.base import Viewer
from search.engines.tantivy_query import compile_seen
from search.tree import Leaf, Node, Sum

Counts = dict[str, dict[str, int]]

MOST_FACET_VALUES = 5000
MOST_KEYS = 20_000
MOST_VIEWERS = 256


class Snapshot:
    """A view of one commit. What it remembers goes with it, so that nothing of it can be older than the index."""

    def __init__(self, searcher: Any, folder: str) -> None:
        self.searcher = searcher
        self.holds: Callable[[str, str], int] = lru_cache(maxsize=MOST_KEYS)(searcher.doc_freq)
        """In how many documents a key stands, whoever may see them, deleted ones included: for leaving out what stands
        in none, and never to be shown."""
        self.seen: Callable[[Viewer], int] = lru_cache(maxsize=MOST_VIEWERS)(self._seen)
        """How many documents this viewer may see."""
        self.everything: Callable[[Viewer], Counts] = lru_cache(maxsize=MOST_VIEWERS)(self._everything)
        """How many of those have each facet value. Not to be changed."""
        segments = json.loads((Path(folder) / "meta.json").read_text(encoding="utf-8"))["segments"]
        self._documents = sum(segment["max_doc"] for segment in segments)

    def surely_finds(self, node: Node, viewer: Viewer) -> bool:
        """Whether a word stands in more documents than there are that this viewer may not see: then they see one of them.

        Answers no where that cannot be told without asking.
        """
        nodes = node.nodes if isinstance(node, Sum) and node.at_least <= 1 else (node,)
        most = max((self.holds(one.field, one.key) for one in nodes if isinstance(one, Leaf)), default=0)
        return most > self._documents - self.seen(viewer)

    def counts(self, query: Any) -> Counts:
        """How many of what this query finds have each facet value."""
        asked = {"all": {"terms": {"field": "facets", "size": MOST_FACET_VALUES}}}
        counts: Counts = {}
        for bucket in self.searcher.aggregate(query, asked)["all"]["buckets"]:
            name, _, value = bucket["key"].partition("=")
            counts.setdefault(name, {})[value] = bucket["doc_count"]
        return counts

    def _seen(self, viewer: Viewer) -> int:
        return int(self.searcher.search(compile_seen(viewer), limit=1).count or 0)

    def _everything(self, viewer: Viewer) -> Counts:
        return self.counts(compile_seen(viewer))


def without(counts: Counts, fewer: Counts) -> Counts:
    """The first counts less the second; what is left with none, is left out."""
    left = {
        name: {value: more for value, count in values.items() if (more := count - fewer.get(name, {}).get(value, 0))}
        for name, values in counts.items()
    }
    return {name: values for name, values in left.items() if values}
