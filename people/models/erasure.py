"""That somebody asked to be erased, and that somebody was."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.personal_data import Kind, OnErase, no_personal_data, personal_data

COOLING_OFF = timedelta(days=7)


def after_cooling_off() -> datetime:
    return timezone.now() + COOLING_OFF


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    """Requests, seen from now."""

    def withdrawn(self) -> "ErasureRequestQuerySet":
        """Those of unused accounts whose person signed in since."""
        return self.filter(is_unused=True, person__last_login__gt=models.F("asked_at"))

    def standing(self) -> "ErasureRequestQuerySet":
        """Those that still hold."""
        return self.exclude(pk__in=ErasureRequest.objects.withdrawn().values("pk"))

    def due(self) -> "ErasureRequestQuerySet":
        """Those that hold and whose time has come."""
        return self.standing().filter(due_at__lte=timezone.now())


@personal_data(
    subject="person",
    fields={"asked_at": Kind.ACTIVITY, "due_at": Kind.ACTIVITY, "is_unused": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class ErasureRequest(models.Model):
    """Somebody asked for their account to be erased. Until `due_at` they can take it back."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure_request")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=after_cooling_off)
    is_unused = models.BooleanField(default=False)
    """Nobody asked: the account was not used (people/inactivity.py). Signing in takes it back."""

    objects: Any = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag om te wissen")
        verbose_name_plural = _("vragen om te wissen")

    def __str__(self) -> str:
        return f"erasure request {self.pk}"


@no_personal_data("a random number whose person is gone; a restored backup is held against it")
class Erasure(models.Model):
    """Somebody was erased. `public_id` is all that is kept, so that a restored backup can be cleaned again."""

    public_id = models.UUIDField(primary_key=True)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("wissing")
        verbose_name_plural = _("wissingen")

    def __str__(self) -> str:
        return str(self.public_id)
