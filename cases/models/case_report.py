"""That a reader says: this is wrong, or this hurts."""

import json
from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.revising import Revising
from cases.reporting.enums import Outcome, Reason
from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText

ANSWER_WITHIN = timedelta(days=7)
"""The median in which a report is answered is at most this (dossier F4); what waits longer says so."""
SALT = "case-report"


@personal_data(
    subject="handled_by",
    fields={"handled_at": Kind.ACTIVITY},
    on_erase=OnErase.KEEP,
    keep_days=365,
    keep_from="handled_at",
)
class CaseReport(SealedText):
    """Of nobody in particular: no account is linked, also not of who is signed in. Words and address are sealed.

    The address goes as soon as the answer was announced there.
    """

    case_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=5)
    reason = models.CharField(max_length=12, choices=Reason)
    reported_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    revising = models.ForeignKey(Revising, on_delete=models.SET_NULL, null=True, related_name="reports")
    """What came of it, where the case is being revised."""

    class Meta:
        verbose_name = _("melding over een casus")
        verbose_name_plural = _("meldingen over casussen")
        ordering = ("reported_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="case_report_handled_with_outcome",
                condition=Q(handled_at__isnull=True, outcome="") | Q(handled_at__isnull=False) & ~Q(outcome=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"

    @property
    def told(self) -> dict[str, str]:
        """The sealed parts: `text`, `address`, `answer`, and `after` where a revision ended without a new text. Raises DecryptionError where they do not open."""
        return dict(json.loads(self.open()))

    def tell(self, **parts: str) -> None:
        """Seal these parts anew, under the key of the row. Saves nothing."""
        assert self.data_key is not None  # made with the row
        self.seal(json.dumps(parts), self.data_key)

    @property
    def token(self) -> str:
        """What opens the answer for who reported. Cannot be guessed, and is nowhere kept."""
        return signing.dumps(str(self.pk), salt=SALT)

    @property
    def waits(self) -> timedelta:
        """How long it waits, or waited."""
        return (self.handled_at or timezone.now()) - self.reported_at

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than we said."""
        return self.handled_at is None and self.waits > ANSWER_WITHIN
