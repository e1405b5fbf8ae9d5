"""An engine for one occasion, in a place of its own: for measuring, and for tests."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from search.engines.base import Engine
from search.engines.memory import MemoryEngine
from search.engines.tantivy import TantivyEngine


@contextmanager
def _memory(folder: str) -> Iterator[Engine]:
    yield MemoryEngine(folder)


@contextmanager
def _tantivy(folder: str) -> Iterator[Engine]:
    yield TantivyEngine(folder)


ENGINES: dict[str, Callable[[str], AbstractContextManager[Engine]]] = {"memory": _memory, "tantivy": _tantivy}


def temporary(name: str, folder: str) -> AbstractContextManager[Engine]:
    """The engine of this name, empty; `folder` is where it may keep files. It leaves nothing behind elsewhere."""
    return ENGINES[name](folder)
