"""The background worker's sign of life, and freeing what a killed worker left behind."""

import logging
import os
import signal
import threading

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from meerstemmig.chores import Rounds
from meerstemmig.models import BEAT_EVERY, WorkerBeat

logger = logging.getLogger(__name__)


def beat(worker_id: str) -> None:
    """Write down that this worker lives, and forget the workers that no longer do."""
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"beat_at": timezone.now()})
    WorkerBeat.objects.exclude(pk__in=WorkerBeat.objects.alive().values("pk")).delete()


def free_abandoned_tasks() -> int:
    """Put back what a killed worker was doing; how many tasks that were.

    The queue itself leaves them "running" for ever (trust.md F13). Every task of ours may run twice without
    harm, so putting one back is safe.
    """
    alive = set(WorkerBeat.objects.alive().values_list("pk", flat=True))
    freed = 0
    for task in DBTaskResult.objects.running():
        if not alive.intersection(task.worker_ids):
            freed += DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.READY, started_at=None
            )
    return freed


class Heart(threading.Thread):
    """Beats for one worker until stopped; frees abandoned tasks and does the chores on the way."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker_id = worker_id
        self.stopped = threading.Event()
        self.rounds = Rounds()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                beat(self.worker_id)
                free_abandoned_tasks()
                self.rounds.walk()
            except DatabaseError:
                logger.warning("The worker could not write its sign of life; it tries again.")
            finally:
                connection.close()
            self._end_with_parent()
            self.stopped.wait(BEAT_EVERY.total_seconds())

    def _end_with_parent(self) -> None:
        """A worker that `serve` started does not outlive a `serve` that was killed."""
        parent = os.environ.get("WORKER_PARENT")
        if parent and os.getppid() != int(parent):
            os.kill(os.getpid(), signal.SIGTERM)
            self.stopped.set()
