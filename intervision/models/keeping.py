"""What outlives a session, because somebody asked for it; and the one line to who brought something, days later."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intervision.enums import Consent, StepAnswer
from intervision.models.sessions import Session
from people.models import Circle, User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText


@personal_data(
    subject="person",
    fields={"sealed": Kind.OWN_WORDS, "answer": Kind.ACTIVITY, "answered_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class KeptLine(SealedText):
    """One line, of one person or as a learning line of a circle. Never the case.

    A step is what the bringer planned to do and kept for themselves. Its `answer` is theirs, and nobody asks twice.
    `consent` is whether a line of a circle may become something outside it: whoever brought the case says so.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="kept_lines")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="learning_lines")
    kept_at = models.DateTimeField()
    is_step = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=StepAnswer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    consent = models.CharField(max_length=8, choices=Consent, blank=True, default="")

    class Meta:
        verbose_name = _("bewaarde zin")
        verbose_name_plural = _("bewaarde zinnen")
        ordering = ("-kept_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="kept_line_of_a_person_or_a_circle",
                condition=Q(person__isnull=False, circle__isnull=True) | Q(person__isnull=True, circle__isnull=False),
            ),
            models.CheckConstraint(
                name="kept_step_is_of_a_person", condition=Q(is_step=False) | Q(person__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"kept line {self.pk}"


@personal_data(
    subject="person",
    fields={"due_at": Kind.ACTIVITY, "mailed_at": Kind.ACTIVITY, "asked_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
    keep_days=30,
    keep_from="due_at",
)
class AfterCare(models.Model):
    """That whoever brought something is asked once, days later, how they are. Only they can open it.

    `asked_at` is when they let the facilitator know that they would like to be called. What they would say is nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="after_care")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("nazorg")
        verbose_name_plural = _("nazorg")
        indexes = (models.Index(name="after_care_by_day", fields=("due_at",)),)

    def __str__(self) -> str:
        return f"after care {self.pk}"


@personal_data(subject="person", fields={"stopped_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class NoAfterCare(models.Model):
    """That a person wants no after-care line, until they say otherwise."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="no_after_care")
    stopped_at = models.DateTimeField()

    class Meta:
        verbose_name = _("geen nazorg")
        verbose_name_plural = _("geen nazorg")

    def __str__(self) -> str:
        return f"no after care {self.pk}"
