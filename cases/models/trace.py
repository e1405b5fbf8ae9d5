"""What in a draft may tell who somebody is, and what the author decided about it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CasePage
from cases.traces.standing import Decision, Level
from deidentification.labels import Label
from people.models import User
from people.personal_data import Kind, OnErase, personal_data


@personal_data(subject="agreed_by", fields={"agreed_at": Kind.ACTIVITY}, on_erase=OnErase.KEEP)
class TraceSearch(models.Model):
    """The latest search of a draft. `digest` says of which text; `replaced` and `widened` count what is gone since."""

    case = models.OneToOneField(CasePage, on_delete=models.CASCADE, related_name="trace_search")
    digest = models.CharField(max_length=64)
    searched_at = models.DateTimeField(default=timezone.now)
    level = models.CharField(max_length=8, choices=Level, default=Level.LOW)
    replaced = models.PositiveIntegerField(default=0)
    widened = models.PositiveIntegerField(default=0)
    agreed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("zoektocht naar herkenbare gegevens")

    def __str__(self) -> str:
        return f"trace search {self.pk}"


@personal_data(
    subject="decided_by",
    fields={
        "decided_at": Kind.ACTIVITY,
        "decision": Kind.ACTIVITY,
        "reason": Kind.ACTIVITY,
    },  # about the case, which it stays with
    on_erase=OnErase.KEEP,
)
class Trace(models.Model):
    """A stretch of a text that may tell who somebody is. It goes when the words go; what stays has a decision."""

    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="traces")
    block = models.CharField(max_length=250)
    quote = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    """Of the text it stands in."""
    label = models.CharField(max_length=10, choices=[(label.value, label.value) for label in Label])
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    """Empty as long as nobody decided."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it stays. What is about nobody needs none."""
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken_out_in = models.CharField(max_length=5, blank=True, default="")
    """The language in which these words, or others of their kind in the same text, were replaced; empty else."""

    class Meta:
        verbose_name = _("herkenbaar gegeven")
        verbose_name_plural = _("herkenbare gegevens")
        constraints = (models.UniqueConstraint(name="trace_once_per_text", fields=("case", "block", "quote")),)

    def __str__(self) -> str:
        return f"trace {self.pk}"
