"""Text that its writer froze for an attest: a sealed copy, and the check number that belongs to it."""

import json
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.keys import DataKey
from reflection.models.sealed import SealedText


class FrozenQuerySet(models.QuerySet["Frozen"]):
    """What was frozen, seen from one person."""

    def of(self, person: User) -> "FrozenQuerySet":
        """What this person froze: the only door."""
        return self.filter(person=person)


@personal_data(
    subject="person",
    fields={"sealed": Kind.OWN_WORDS, "kind": Kind.ACTIVITY, "row": Kind.ACTIVITY, "frozen_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Frozen(SealedText):
    """An exact text at one moment. The number is sealed beside the text: in the open it would let somebody with the
    database test a guess at a short sentence."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="frozen_texts")
    kind = models.CharField(max_length=20)
    row = models.UUIDField()
    operation = models.UUIDField(default=uuid.uuid4)
    frozen_at = models.DateTimeField(default=timezone.now)

    objects: Any = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("vastgezette tekst")
        verbose_name_plural = _("vastgezette teksten")
        constraints = (models.UniqueConstraint(name="frozen_once_per_submit", fields=("person", "operation")),)

    def __str__(self) -> str:
        return f"frozen text {self.pk}"

    def freeze(self, text: str, number: str, data_key: DataKey) -> None:
        """Put text and number into this row. Saves nothing."""
        self.seal(json.dumps({"text": text, "sha256": number}), data_key)

    def thaw(self) -> tuple[str, str]:
        """The text and its number, as they were. Raises as `open` does."""
        kept = json.loads(self.open())
        return kept["text"], kept["sha256"]
