"""The background worker: django-tasks' own, with a sign of life and a reaper."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from meerstemmig.background import Heart, beat


class Command(DatabaseWorker):
    """Runs tasks until stopped; `serve` starts one, larger installations start more."""

    help = "Run background work, with a heartbeat that /healthz reads."

    def handle(self, *, worker_id: str, **options: Any) -> None:  # type: ignore[override]
        beat(worker_id)
        heart = Heart(worker_id)
        heart.start()
        try:
            super().handle(worker_id=worker_id, **options)
        finally:
            heart.stopped.set()
