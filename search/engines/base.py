"""What every engine does, and the plain data that goes in and comes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from search.tree import Node

Viewer = frozenset[str]
"""The audience ids of who is looking. Required everywhere, without a default; empty means: nothing."""

MOST_RESULTS_DEEP = 1000


class IndexMissing(Exception):
    """There is no index to ask yet."""


class EngineUnavailable(ConnectionError):
    """The engine does not answer, or not in time. What reads answers without it; what writes tries again later."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, analysed: keys instead of text."""

    pk: str
    version: int
    audience: str
    texts: Mapping[str, tuple[tuple[str, int], ...]]
    """Per text field, its keys and their positions."""
    parts: tuple[str, ...]
    concepts: tuple[str, ...]
    facets: tuple[str, ...]
    """`name=value`, with every broader value as well."""
    words: frozenset[str]
    """Words as people would type them, for suggestions."""
    updated: int
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    """This document went away. With a version, only if the engine holds no later one."""

    pk: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for. Without `scored`, everything that passes the rest."""

    scored: Node | None = None
    required: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per facet the picked values: any of them, and one of each facet."""
    but: str = ""
    """The pk of a document that is never among the answers."""
    offset: int = 0
    limit: int = 10
    newest: bool = False
    """In the order of their dates, whatever they score."""

    @property
    def by_date(self) -> bool:
        """Whether dates alone make the order: they do where nothing scores."""
        return self.newest or self.scored is None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matched. Not yet authorised: only `search.authorise` may make a result of it."""

    pk: str
    score: float
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of hits, and how many there are in all for this viewer."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """How the index is doing."""

    documents: int
    generation: str
    fingerprint: str


class Engine(Protocol):
    """An index. Every question names its viewer; every answer holds only what that viewer may see.

    Whatever it does may raise EngineUnavailable.
    """

    name: ClassVar[str]
    """What /healthz calls it."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold off every other process that writes."""
        ...

    def build(self, docs: Iterable[Prepared], fingerprint: str) -> int:
        """Fill a new generation beside the one that serves, then switch at once; the number of documents."""
        ...

    def apply(self, changes: Sequence[Prepared | Delete]) -> Sequence[str]:
        """Put and delete by pk. The same change twice does no harm.

        Answers the pks of which it holds a later version than the change, and which it left alone.
        """
        ...

    def search(self, plan: Plan, viewer: Viewer) -> Hits:
        """One page of what matches. Raises IndexMissing."""
        ...

    def finds(self, plan: Plan, viewer: Viewer) -> bool:
        """Whether anything matches. Raises IndexMissing."""
        ...

    def facets(self, plan: Plan, viewer: Viewer, found: int = 0) -> dict[str, dict[str, int]]:
        """Per facet, how many matches each value would leave: its own picks do not count, all others do.

        `found` is how many the plan finds, where that is known already: an engine may count by what it does not find.
        """
        ...

    def words(self, prefix: str, viewer: Viewer, limit: int) -> list[tuple[str, int]]:
        """Words that begin so in documents this viewer may see, the commonest first."""
        ...

    def holding(self, plan: Plan) -> Iterator[str]:
        """Every pk that matches, whoever may see it, in any order: for the indexer only. Raises IndexMissing."""
        ...

    def versions(self) -> Iterator[tuple[str, int]]:
        """Every pk with its version, for reconciliation only."""
        ...

    def health(self) -> Health:
        """How the index is doing. Raises IndexMissing."""
        ...
