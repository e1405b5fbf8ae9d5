"""What somebody said instead of writing it: a sound, sealed under a key of its own."""

import base64
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from proposals.enums import SoundKind
from proposals.models.proposal import Proposal
from reflection import encryption
from reflection.models import KeyErasedError, new_data_key
from reflection.models.sealed import SealedText

PENDING = timedelta(days=7)
"""How long a recording waits for the form that it was sent with."""


class RecordingQuerySet(models.QuerySet["Recording"]):
    """Recordings, seen from one person."""

    def waiting_of(self, person: User) -> "RecordingQuerySet":
        """What this person recorded for a form that they did not send yet."""
        return self.filter(person=person, proposal=None)


@personal_data(
    subject="person",
    fields={"sealed": Kind.OWN_WORDS, "kept_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Recording(SealedText):
    """Of one proposal, or waiting for it. Gone when that is published, declined or taken back."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, null=True, related_name="recording")
    kind = models.CharField(max_length=8, choices=SoundKind)
    kept_at = models.DateTimeField(default=timezone.now)

    objects: Any = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("opname bij een voorstel")
        verbose_name_plural = _("opnames bij voorstellen")
        constraints = (
            models.UniqueConstraint(name="recording_waits_once", fields=("person",), condition=Q(proposal=None)),
        )

    def __str__(self) -> str:
        return f"recording {self.pk}"

    def seal_sound(self, sound: bytes) -> None:
        """Put the sound into this row, under a key of its own. Saves nothing."""
        self.data_key = new_data_key()
        self.sealed = encryption.encrypt(self.data_key.plain(), sound, self._context())

    def open_sound(self) -> bytes:
        """The sound. Raises KeyErasedError where its key is gone, DecryptionError where it does not fit."""
        if self.data_key is None:
            raise KeyErasedError("the key of this recording was erased")
        return encryption.decrypt(self.data_key.plain(), bytes(self.sealed), self._context())

    def open(self) -> str:
        """The sound as letters, for the copy that a person takes of their own data."""
        return base64.b64encode(self.open_sound()).decode()


@receiver(post_delete, sender=Recording)
def shred_key(instance: Recording, **_kwargs: Any) -> None:
    """However a recording goes, its key goes too."""
    if instance.data_key is not None:
        instance.data_key.delete()
