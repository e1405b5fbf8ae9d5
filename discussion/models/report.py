"""A report: somebody says that something in a post is wrong, or hurts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from discussion.enums import Outcome, ReportReason
from discussion.models.post import Post
from people.models import User
from people.personal_data import Kind, OnErase, personal_data


@personal_data(
    subject="reporter",
    fields={"explanation": Kind.OWN_WORDS, "reported_at": Kind.ACTIVITY},
    on_erase=OnErase.TOMBSTONE,
)
class Report(models.Model):
    """Seen by editors only; the writer of the post never learns who reported it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=12, choices=ReportReason)
    explanation = models.TextField(blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        ordering = ("reported_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="report_open_once", fields=("post", "reporter"), condition=Q(handled_at__isnull=True)
            ),
            models.CheckConstraint(
                name="report_handled_with_outcome",
                condition=Q(handled_at__isnull=True, outcome="") | Q(handled_at__isnull=False) & ~Q(outcome=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.reason}"
