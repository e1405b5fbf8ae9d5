"""What the running system knows about itself, and what people asked of it as a whole."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data

BEAT_EVERY = timedelta(seconds=5)
ALIVE_WITHIN = timedelta(seconds=20)


class WorkerBeatQuerySet(models.QuerySet["WorkerBeat"]):
    """Beats, seen from now."""

    def alive(self) -> "WorkerBeatQuerySet":
        """Workers that gave a sign of life recently enough to be believed."""
        return self.filter(beat_at__gt=timezone.now() - ALIVE_WITHIN)


@no_personal_data("says that a process lives")
class WorkerBeat(models.Model):
    """The latest sign of life of one background worker; and one row of /healthz, always too old to be believed."""

    worker_id = models.CharField(primary_key=True, max_length=64)
    beat_at = models.DateTimeField()

    objects = WorkerBeatQuerySet.as_manager()

    class Meta:
        verbose_name = "worker"
        verbose_name_plural = "workers"

    def __str__(self) -> str:
        return self.worker_id


EXPORT_KEPT = timedelta(hours=48)


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports, seen from one person and from now."""

    def of(self, person: User) -> "ExportQuerySet":
        """Those that this person asked for: the only door to exports."""
        return self.filter(person=person)

    def over(self) -> "ExportQuerySet":
        """Taken, or not taken in time: nothing of them is kept."""
        old = timezone.now() - EXPORT_KEPT
        return self.filter(models.Q(taken_at__isnull=False) | models.Q(asked_at__lt=old))


@personal_data(
    subject="person",
    fields={"asked_at": Kind.ACTIVITY, "ready_at": Kind.ACTIVITY, "taken_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Export(models.Model):
    """Somebody asked for everything of theirs. The file itself lies sealed in EXPORT_DIR, and goes once it is taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5, default="nl")
    asked_at = models.DateTimeField(default=timezone.now)
    steps = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitvoer")
        verbose_name_plural = _("uitvoeren")

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def until(self) -> datetime:
        """Until when it can be taken."""
        return self.asked_at + EXPORT_KEPT

    @property
    def path(self) -> Path:
        return Path(settings.EXPORT_DIR) / f"{self.pk}.sealed"

    @property
    def is_there(self) -> bool:
        """Whether it can be taken now."""
        return self.ready_at is not None and self.taken_at is None and self.until > timezone.now()

    @property
    def is_being_made(self) -> bool:
        return self.ready_at is None and self.failed_at is None and self.until > timezone.now()
