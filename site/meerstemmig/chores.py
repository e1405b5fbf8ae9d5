"""What has to happen now and then without anybody asking. Every chore may run at any time, and twice."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError

from discussion.actions.posts import forget_withdrawn
from reflection.actions import forget_deleted
from reflection.actions.echoes import bring_what_is_due
from search.indexer import drain
from search.models import DirtyDocument

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something to do, and how often."""

    name: str
    every: timedelta
    do: Callable[[], object]


def index_what_waits() -> None:
    """Index changes whose task was never queued, because a process died between the commit and the queue."""
    if DirtyDocument.objects.exists():
        drain()


CHORES = (
    Chore("index what waits", timedelta(minutes=1), index_what_waits),
    Chore("forget withdrawn posts", timedelta(hours=6), forget_withdrawn),
    Chore("forget deleted entries", timedelta(hours=6), forget_deleted),
    Chore("bring echoes that are due", timedelta(minutes=10), bring_what_is_due),
    Chore("forget ended sign-ins", timedelta(hours=6), SessionStore.clear_expired),
)


class Rounds:
    """Does each chore when its time has come. One that fails is told and tried again on its next turn."""

    def __init__(self, chores: tuple[Chore, ...] = CHORES, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = {chore: clock() + min(chore.every.total_seconds(), 30) for chore in chores}

    def walk(self) -> list[str]:
        """Do what is due; the names of what was done."""
        done = []
        for chore, due in self._due.items():
            if self._clock() < due:
                continue
            self._due[chore] = self._clock() + chore.every.total_seconds()
            try:
                chore.do()
            except (DatabaseError, OSError) as error:
                logger.warning("The chore %s failed: %s", chore.name, type(error).__name__)
            else:
                done.append(chore.name)
        return done
