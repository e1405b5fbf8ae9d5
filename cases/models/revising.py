"""That a case is being revised, because what a reader reported was upheld."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data

WITHIN = timedelta(days=28)
"""So long we give ourselves for a new text."""


class Ending(models.TextChoices):
    """How it ended."""

    NEW_TEXT = "nieuwe-tekst", _("er kwam een nieuwe tekst")
    NO_LONGER = "weg", _("de casus staat er niet meer")
    AS_IT_WAS = "zonder", _("de tekst bleef zoals hij was")


def in_four_weeks() -> date:
    return timezone.localdate() + WITHIN


@no_personal_data("a case and two days; who decided stands at the report")
class Revising(models.Model):
    """Open until the text of that language changes, the case goes, or the editors say why it stays."""

    case_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=5)
    digest = models.CharField(max_length=64)
    """Of the words when it began (cases/translations.py)."""
    since = models.DateTimeField(default=timezone.now)
    until = models.DateField(default=in_four_weeks)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)

    class Meta:
        verbose_name = _("casus die herzien wordt")
        verbose_name_plural = _("casussen die herzien worden")
        ordering = ("until", "pk")
        constraints = (
            models.UniqueConstraint(
                name="revising_once_at_a_time", fields=("case_key", "language"), condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="revising_ended_somehow",
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
            ),
        )

    def __str__(self) -> str:
        return f"revising {self.case_key} in {self.language}"

    @property
    def is_late(self) -> bool:
        """Whether it takes longer than we said."""
        return self.ended_at is None and self.until < timezone.localdate()
