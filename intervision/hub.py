"""The hub of one process: which streams listen to which session, and what the newest version is.

A subscriber holds one number, the newest: pokes are idempotent, so a slow device costs nothing and misses nothing
that matters. Publishing is safe from any thread; each stream is woken in its own event loop.
"""

import asyncio
import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

RESYNC = -1
"""Poked when pokes may have been lost: whoever gets it fetches, whatever version it has."""


class Subscription:
    """One open stream. `next()` waits for something newer; None means that the stream must end."""

    def __init__(self, session_id: uuid.UUID, seat_id: uuid.UUID) -> None:
        self.session_id, self.seat_id = session_id, seat_id
        self.loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._newest: int | None = None
        self._ended = False

    async def next(self) -> int | None:
        """The newest version since the last call, as soon as there is one."""
        await self._changed.wait()
        self._changed.clear()
        newest, self._newest = self._newest, None
        return None if self._ended else newest

    def offer(self, version: int) -> None:
        """Put a version in the queue of one; the newest wins. From any thread."""
        _wake([self], version)

    def end(self) -> None:
        """Let the stream end. From any thread."""
        _wake([self], None, ended=True)

    def take(self, version: int | None, *, ended: bool = False) -> None:
        """What `offer` and `end` come down to, inside the loop of this stream."""
        self._ended = self._ended or ended
        # A resync outranks a number: the stream asks for a fetch in any case.
        if version is not None and self._newest != RESYNC:
            self._newest = version if version == RESYNC else max(self._newest or 0, version)
        self._changed.set()


def _wake(streams: Iterable[Subscription], version: int | None, *, ended: bool = False) -> None:
    """Tell these streams, each in its own loop: one call per loop, however many streams it has."""
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[Subscription]] = defaultdict(list)
    for stream in streams:
        by_loop[stream.loop].append(stream)

    def tell(told: list[Subscription]) -> None:
        for stream in told:
            stream.take(version, ended=ended)

    for loop, told in by_loop.items():
        # A loop that closed in the meantime takes its streams with it.
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, told)


class Hub:
    """Every open stream of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: defaultdict[uuid.UUID, set[Subscription]] = defaultdict(set)
        self._of_seat: Counter[uuid.UUID] = Counter()
        self._closed = False

    @contextmanager
    def subscribed(self, session_id: uuid.UUID, seat_id: uuid.UUID) -> Iterator[Subscription]:
        """A subscription for as long as the stream is open."""
        subscription = Subscription(session_id, seat_id)
        with self._lock:
            self._streams[session_id].add(subscription)
            self._of_seat[seat_id] += 1
            closed = self._closed
        if closed:
            subscription.end()
        try:
            yield subscription
        finally:
            with self._lock:
                self._streams[session_id].discard(subscription)
                if not self._streams[session_id]:
                    del self._streams[session_id]
                self._of_seat[seat_id] -= 1
                if not self._of_seat[seat_id]:
                    del self._of_seat[seat_id]

    def publish(self, session_id: uuid.UUID, version: int) -> None:
        """Poke everybody in this session."""
        with self._lock:
            listening = tuple(self._streams.get(session_id, ()))
        _wake(listening, version)

    def resync(self) -> None:
        """Poke everybody, because pokes may have been lost."""
        _wake(self.all(), RESYNC)

    def close(self) -> None:
        """End every stream, and each that would still begin: the process is about to stop."""
        with self._lock:
            self._closed = True
        _wake(self.all(), None, ended=True)

    def all(self) -> tuple[Subscription, ...]:
        with self._lock:
            return tuple(stream for streams in self._streams.values() for stream in streams)

    def count(self, seat_id: uuid.UUID | None = None) -> int:
        """How many streams are open: in the process, or of one seat."""
        with self._lock:
            return self._of_seat.total() if seat_id is None else self._of_seat[seat_id]


hub = Hub()
"""The hub of this process."""
