"""That a case that is out has to be read again soon, or should have been."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data


class DueTold(models.TextChoices):
    """Of which of two moments the editors got a mail."""

    SOON = "binnenkort", _("dat het binnenkort moet")
    LATE = "voorbij", _("dat de dag voorbij is")


@no_personal_data("a case and a day; who reviewed it stands in Review")
class ReviewDue(models.Model):
    """Written anew every night (cases/review/due.py), for the editors."""

    case_key = models.UUIDField(unique=True)
    due_on = models.DateField()
    listed_at = models.DateTimeField(default=timezone.now)
    told = models.CharField(max_length=12, choices=DueTold, blank=True, default="")
    """Empty as long as no mail went about it."""

    class Meta:
        verbose_name = _("opnieuw na te lezen")
        verbose_name_plural = _("opnieuw na te lezen")
        ordering = ("due_on", "case_key")

    def __str__(self) -> str:
        return f"{self.case_key} on {self.due_on}"
