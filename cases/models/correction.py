"""That what changed in a text after it was read, only corrected it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data


class Judgement(models.TextChoices):
    """What a second person says of it."""

    SAME = "zelfde", _("De betekenis bleef dezelfde")
    OTHER = "anders", _("Dit moet opnieuw nagelezen worden")


@personal_data(
    subject="marked_by",
    fields={"marked_at": Kind.ACTIVITY, "words": Kind.ACTIVITY},
    on_erase=OnErase.KEEP,
)
class Correction(models.Model):
    """From one text to another, by their digests (cases/review/validity.py): for who reads the story and for who tries
    the guide. The words themselves stay in the versions of the draft, and go when those go.
    """

    case_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=5)
    story_from = models.CharField(max_length=64)
    story_to = models.CharField(max_length=64)
    guide_from = models.CharField(max_length=64)
    guide_to = models.CharField(max_length=64)
    words = models.PositiveSmallIntegerField()
    """How many words it changed."""
    marked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)
    judgement = models.CharField(max_length=8, choices=Judgement, blank=True)
    """Empty as long as no second person looked."""
    judged_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("kleine verbetering na een nalezing")
        verbose_name_plural = _("kleine verbeteringen na een nalezing")
        ordering = ("marked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="correction_once",
                fields=("case_key", "language", "story_from", "story_to", "guide_from", "guide_to"),
            ),
            models.CheckConstraint(
                name="correction_judged_with_a_day",
                condition=Q(judgement="", judged_at__isnull=True) | ~Q(judgement="") & Q(judged_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"correction {self.pk}"
