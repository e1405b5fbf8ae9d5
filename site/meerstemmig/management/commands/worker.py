"""The background worker: django-tasks' own, with a sign of life and a reaper."""

import os
from typing import Any

from django.core.management import CommandError
from django.db import InterfaceError, OperationalError
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from meerstemmig.background import Heart, beat

GIVES_WAY = 5
"""On a machine that also answers requests, who waits for a page goes before a rebuild of the index, or a mail."""


class Command(DatabaseWorker):
    """Runs tasks until stopped; `serve` starts one, larger installations start more."""

    help = "Run background work, with a heartbeat that /healthz reads."

    def handle(self, *, worker_id: str, **options: Any) -> None:  # type: ignore[override]
        """Raises CommandError, in one line, when the database goes away: whoever started the worker starts it again."""
        if os.environ.get("WORKER_PARENT"):
            os.nice(GIVES_WAY)
        heart = Heart(worker_id)
        try:
            beat(worker_id)
            heart.start()
            super().handle(worker_id=worker_id, **options)
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The worker stops: the database is away ({type(error).__name__}).") from None
        finally:
            heart.stopped.set()
