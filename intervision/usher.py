"""Shows out of the room whoever lost the right to be in it: one query every two seconds for the whole process."""

import asyncio
import uuid

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections

from intervision.hub import hub
from intervision.queries import still_admitted

EVERY_SECONDS = 2.0


class Usher:
    """Runs as long as there are streams."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin the rounds, when nobody in this loop makes them yet."""
        loop = asyncio.get_running_loop()
        if self._task is None or self._task.done() or self._task.get_loop() is not loop:
            self._task = loop.create_task(self._rounds(), name="intervision-usher")

    async def _rounds(self) -> None:
        while streams := hub.all():
            try:
                admitted = await sync_to_async(_admitted)({stream.seat_id for stream in streams})
            except Error:
                admitted = None  # the database is away; who was in stays in until it is back
            if admitted is not None:
                for stream in streams:
                    if stream.seat_id not in admitted:
                        stream.end()
            await asyncio.sleep(EVERY_SECONDS)


def _admitted(seat_ids: set[uuid.UUID]) -> set[uuid.UUID]:
    close_old_connections()
    try:
        return still_admitted(seat_ids)
    finally:
        close_old_connections()


usher = Usher()
"""The usher of this process."""
