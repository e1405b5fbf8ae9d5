"""How long a page waits for search. Past that it answers without, and says so."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from search.engines.base import EngineUnavailable

PAGE_SECONDS = 1.5
"""All questions of one page together. What is left of two seconds is for the page itself, fallback included."""

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Everything that is asked of an engine in here has this long together."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left(most: float) -> float:
    """How long the next question may take, at most so long. Raises EngineUnavailable when time is up."""
    until = _until.get()
    left = most if until is None else min(most, until - time.monotonic())
    if left <= 0:
        raise EngineUnavailable("The page waited long enough.")
    return left
