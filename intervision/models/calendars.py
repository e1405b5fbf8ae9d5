"""When a circle meets, and what people's own calendars ask about it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Circle, Membership
from people.personal_data import Kind, OnErase, no_personal_data, personal_data


@no_personal_data("how often a circle wants to meet")
class Rhythm(models.Model):
    """Every so many weeks, on the weekday of the first time. It plans nothing by itself: somebody confirms the dates."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="rhythm")
    first_on = models.DateField(_("eerste keer"))
    at = models.TimeField(_("uur"))
    every_weeks = models.PositiveSmallIntegerField(_("om de hoeveel weken"))
    until = models.DateField(_("tot en met"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("ritme van een kring")
        verbose_name_plural = _("ritmes van kringen")
        constraints = (
            models.CheckConstraint(
                name="rhythm_goes_on",
                condition=models.Q(every_weeks__gte=1, until__gte=models.F("first_on")),
            ),
        )

    def __str__(self) -> str:
        return f"rhythm of {self.circle_id}"


@no_personal_data("that a session which was planned does not take place; calendars that know it ask")
class CancelledSession(models.Model):
    """What is left of a session that was cancelled, under its own id, until calendars have had the time to hear it."""

    id = models.UUIDField(primary_key=True, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="cancelled_sessions")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    cancelled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("afgezegde sessie")
        verbose_name_plural = _("afgezegde sessies")
        ordering = ("starts_at",)

    def __str__(self) -> str:
        return f"cancelled session {self.pk}"


@personal_data(subject="membership__person", fields={"made_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class CalendarFeed(models.Model):
    """That a member reads the sessions of one circle in a calendar of their own. Only a hash of the secret is kept.

    It hangs on the membership, so that it ends with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")

    def __str__(self) -> str:
        return f"feed {self.pk}"
