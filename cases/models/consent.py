"""That somebody agreed to have their story told, and until when."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.consent.enums import Layer
from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText


@personal_data(
    subject="recorded_by",
    fields={"recorded_at": Kind.ACTIVITY},
    on_erase=OnErase.KEEP,
    keep_days=1825,
    keep_from="withdrawn_at",
)
class Consent(SealedText):
    """Stands apart from the text. Who gave it is known by a number of theirs and a note, which are sealed."""

    case_key = models.UUIDField(db_index=True, default=uuid.uuid4)
    covers = models.JSONField(default=list)
    """Values of Layer."""
    given_on = models.DateField()
    ends_on = models.DateField(null=True)
    token_hash = models.CharField(max_length=64, unique=True)
    """Of the link with which who gave it takes it back."""
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ("recorded_at", "pk")

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def holds(self) -> bool:
        """Whether it counts today: begun, not over, not taken back."""
        today = timezone.localdate()
        is_over = self.ends_on is not None and self.ends_on < today
        return self.withdrawn_at is None and self.given_on <= today and not is_over

    @property
    def layers(self) -> list[Layer]:
        """What it covers."""
        return [layer for layer in Layer if layer in self.covers]
