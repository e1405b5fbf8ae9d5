"""What the running system knows about itself."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from people.personal_data import no_personal_data

BEAT_EVERY = timedelta(seconds=5)
ALIVE_WITHIN = timedelta(seconds=20)


class WorkerBeatQuerySet(models.QuerySet["WorkerBeat"]):
    """Beats, seen from now."""

    def alive(self) -> "WorkerBeatQuerySet":
        """Workers that gave a sign of life recently enough to be believed."""
        return self.filter(beat_at__gt=timezone.now() - ALIVE_WITHIN)


@no_personal_data("says that a process lives")
class WorkerBeat(models.Model):
    """The latest sign of life of one background worker."""

    worker_id = models.CharField(primary_key=True, max_length=64)
    beat_at = models.DateTimeField()

    objects = WorkerBeatQuerySet.as_manager()

    class Meta:
        verbose_name = "worker"
        verbose_name_plural = "workers"

    def __str__(self) -> str:
        return self.worker_id
