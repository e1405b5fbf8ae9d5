"""PostgreSQL tells every worker: one listening connection per process, outside the pool.

NOTIFY is not stored, so after every reconnection all streams are poked to fetch. The bridge also notifies itself,
so that `/healthz` can say when it last heard something.
"""

import asyncio
import contextlib
import logging
import time
import uuid

import psycopg
from django.db import connection

from intervision.hub import hub
from intervision.live import CHANNEL

logger = logging.getLogger(__name__)

SELF_TEST_SECONDS = 15
SELF_TEST = "hier"
LONGEST_WAIT = 10.0
LONGEST_START = 3.0


class Bridge:
    """The listener of this process. Started by the first stream."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._listens = asyncio.Event()
        self.heard_at: float | None = None

    async def listening(self) -> None:
        """Listen from now on, when the database is PostgreSQL, and return once it does.

        A stream that reads its version after this misses nothing. A database that does not answer keeps nobody
        waiting for long: devices fetch by themselves too.
        """
        if connection.vendor != "postgresql":
            return
        loop = asyncio.get_running_loop()
        if self._task is None or self._task.done() or self._task.get_loop() is not loop:
            self._listens = asyncio.Event()
            self._task = loop.create_task(self._listen_for_ever(), name="intervision-bridge")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._listens.wait(), LONGEST_START)

    async def _listen_for_ever(self) -> None:
        wait = 0.5
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                logger.warning("The live bridge lost its connection (%s); again in %s s.", type(error).__name__, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
            if self.heard_at is not None and time.monotonic() - self.heard_at < SELF_TEST_SECONDS:
                wait = 0.5

    async def _listen(self) -> None:
        parameters = {
            key: value
            for key, value in connection.get_connection_params().items()
            if key in {"host", "port", "user", "password", "dbname", "sslmode"}
        }
        async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True, connect_timeout=3) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            if self._listens.is_set():
                hub.resync()  # back after a loss: what was said meanwhile is gone
            self._listens.set()
            while True:
                await listening.execute("SELECT pg_notify(%s, %s)", [CHANNEL, SELF_TEST])
                async for notice in listening.notifies(timeout=SELF_TEST_SECONDS):
                    self._heard(notice.payload)

    def _heard(self, payload: str) -> None:
        self.heard_at = time.monotonic()
        session_id, colon, version = payload.partition(":")
        if colon:
            hub.publish(uuid.UUID(session_id), int(version))

    def seconds_since_heard(self) -> float | None:
        """How long ago anything came in; None when it never did."""
        return None if self.heard_at is None else time.monotonic() - self.heard_at


bridge = Bridge()
"""The bridge of this process."""
