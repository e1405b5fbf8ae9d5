"""A raw situation on the desk of one person, sealed under a key of its own that is shredded with it."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText

LEFT_ALONE = timedelta(days=90)
"""How long a situation waits that nobody works on."""
AFTER_DRAFT = timedelta(days=14)
"""How long it stays after it became a draft (trust.md, retention)."""


class SituationQuerySet(models.QuerySet["Situation"]):
    """Situations, seen from one person."""

    def of(self, person: User) -> "SituationQuerySet":
        """Those of this person: the only door to situations."""
        return self.filter(person=person)


@personal_data(
    subject="person",
    fields={"sealed": Kind.OWN_WORDS, "changed_at": Kind.ACTIVITY, "shred_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Situation(SealedText):
    """What happened, as somebody remembers it, with what they decided about it. Nobody else knows that it is there."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="situations")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    shred_at = models.DateTimeField()
    """When it goes by itself: it moves on with every change, until it became a draft."""
    case_id = models.PositiveIntegerField(null=True)
    """The draft that was made of it: a weak reference, which outlives neither."""

    objects: Any = SituationQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruwe situatie")
        verbose_name_plural = _("ruwe situaties")

    def __str__(self) -> str:
        return f"situation {self.pk}"


@receiver(post_delete, sender=Situation)
def shred_key(instance: Situation, **_kwargs: Any) -> None:
    """However a situation goes, its key goes too: a backup that still holds the row holds nothing to read."""
    if instance.data_key is not None:
        instance.data_key.delete()
