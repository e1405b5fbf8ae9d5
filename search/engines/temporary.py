"""An engine for one occasion, in a place of its own: for measuring, and for tests."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.conf import settings

from search.engines.base import Engine, EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.memory import MemoryEngine
from search.engines.tantivy import TantivyEngine


@contextmanager
def _memory(folder: str) -> Iterator[Engine]:
    yield MemoryEngine(folder)


@contextmanager
def _tantivy(folder: str) -> Iterator[Engine]:
    yield TantivyEngine(folder)


@contextmanager
def _elasticsearch(_folder: str) -> Iterator[Engine]:
    server = settings.SEARCH_PLACE.rpartition("/")[0]
    if not server:
        raise EngineUnavailable("No server is named. Set ELASTICSEARCH_URL.")
    engine = ElasticsearchEngine(f"{server}/temporary-{uuid.uuid4().hex[:12]}")
    try:
        yield engine
    finally:
        engine.remove()


ENGINES: dict[str, Callable[[str], AbstractContextManager[Engine]]] = {
    "memory": _memory,
    "tantivy": _tantivy,
    "elasticsearch": _elasticsearch,
}


def temporary(name: str, folder: str) -> AbstractContextManager[Engine]:
    """The engine of this name, empty; `folder` is where it may keep files. It leaves nothing behind elsewhere."""
    return ENGINES[name](folder)
