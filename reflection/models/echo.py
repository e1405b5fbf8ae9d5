"""Looking again, weeks later, at what one wrote: asked for by the person, and theirs to put off or to stop."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.enums import OPEN_ECHOES, EchoState

ON_A_DAY = 0
"""In the place of a number of weeks: the person chose the day."""


class EchoQuerySet(models.QuerySet["Echo"]):
    """Echoes, seen from one person and one moment."""

    def of(self, person: User) -> "EchoQuerySet":
        """Those that this person asked for: the only door to echoes."""
        return self.filter(person=person)

    def open(self) -> "EchoQuerySet":
        """Those that may still come, or lie ready."""
        return self.filter(state__in=OPEN_ECHOES)

    def due(self, now: datetime) -> "EchoQuerySet":
        """Those whose day has come, whether or not the worker has been round."""
        return self.open().filter(due_at__lte=now)


@personal_data(
    subject="person",
    fields={
        "about": Kind.ACTIVITY,
        "part": Kind.ACTIVITY,
        "asked_at": Kind.ACTIVITY,
        "due_at": Kind.ACTIVITY,
        "state": Kind.ACTIVITY,
        "mailed_at": Kind.ACTIVITY,
        "answered_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Echo(models.Model):
    """One moment at which a person wants to look again. It holds no text: what was written stays where it was.

    `part` is empty for a whole reading. What stood there at `asked_at` is what comes back. The new answer is an
    answer like any other, at `echo:<id>` (reflection/origins.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="echoes")
    about = models.CharField(max_length=120)
    part = models.CharField(max_length=120, blank=True)
    weeks = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=EchoState, default=EchoState.WAITING)
    mailed_at = models.DateTimeField(null=True)
    """When its one mail was handed over; no echo sends a second."""
    answered_at = models.DateTimeField(null=True)

    objects: Any = EchoQuerySet.as_manager()

    class Meta:
        verbose_name = _("echo")
        verbose_name_plural = _("echo's")
        ordering = ("due_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="echo_open_once_per_place",
                fields=("person", "about", "part", "weeks"),
                condition=Q(state__in=[state.value for state in sorted(OPEN_ECHOES)]),
            ),
        )
        indexes = (models.Index(name="echo_by_day", fields=("state", "due_at")),)

    def __str__(self) -> str:
        return f"echo {self.pk}"


@personal_data(subject="person", fields={"stopped_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class NoEchoes(models.Model):
    """That a person wants no echoes, until they say otherwise."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="no_echoes")
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("geen echo's")
        verbose_name_plural = _("geen echo's")

    def __str__(self) -> str:
        return f"no echoes {self.pk}"
