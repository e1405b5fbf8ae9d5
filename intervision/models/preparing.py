"""What comes before a session: the case as whoever brings it writes it down, and one private answer of each."""

import json
import uuid
from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intervision.models.sessions import Seat
from people.personal_data import Kind, OnErase, personal_data
from reflection.drafts import Kept
from reflection.models import SealedText


@personal_data(
    subject="seat__person",
    fields={"sealed": Kind.OWN_WORDS, "kept_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
    keep_days=30,
    keep_from="seat__session__went_on_at",
)
class Preparation(SealedText):
    """The case pad of a planned session: the fields of one form, under the session's key, for who brings the case.

    `version` and `page` are those of every draft (reflection.drafts): the pad is the draft, and nothing becomes of it
    by itself. What is laid ready for the others is a copy of the parts that were chosen, as contributions.
    """

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="preparation")
    version = models.PositiveIntegerField(default=1)
    page = models.UUIDField(default=uuid.uuid4)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("casuskladblok")
        verbose_name_plural = _("casuskladblokken")

    def __str__(self) -> str:
        return f"preparation {self.pk}"

    def kept(self) -> Kept:
        """What stands on it. Raises DecryptionError where it does not open: nothing is written over it."""
        return Kept(json.loads(self.open()), self.version, self.kept_at, self.page)


@personal_data(subject="seat__person", fields={"sealed": Kind.OWN_WORDS}, on_erase=OnErase.DELETE)
class SafetyAnswer(SealedText):
    """What somebody answered to "is hier iemand die jou beoordeelt?", under a key of its own.

    All are sealed at one length, so that it tells nothing. It is read once, at the start, and shredded in the same moment: from
    then on nobody can tell who answered what, with every key in hand.
    """

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="safety_answer")

    class Meta:
        verbose_name = _("antwoord vooraf")
        verbose_name_plural = _("antwoorden vooraf")

    def __str__(self) -> str:
        return f"answer {self.pk}"


@receiver(post_delete, sender=SafetyAnswer)
def shred_key(instance: SafetyAnswer, **_kwargs: Any) -> None:
    """However an answer goes, its key goes too: a backup that still holds the row holds nothing to read."""
    if instance.data_key is not None:
        instance.data_key.delete()
