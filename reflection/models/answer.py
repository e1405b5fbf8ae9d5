"""What somebody wrote while reading or learning: rows that are added, never changed."""

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText

RESTART = "opnieuw"
"""The part under which a fresh start is written down: what came before it stays, and no longer counts."""


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers, seen from one person."""

    def of(self, person: User) -> "AnswerQuerySet":
        """Those that this person wrote: the only door to answers."""
        return self.filter(person=person)

    def current(self) -> "AnswerQuerySet":
        """The latest answer to each prompt, of what was written since the latest fresh start."""
        restarts = (
            Answer.objects.filter(person=models.OuterRef("person"), about=models.OuterRef("about"), part=RESTART)
            .values("about")
            .annotate(latest=Max("created_at"))
            .values("latest")
        )
        return (
            self.annotate(restarted_at=models.Subquery(restarts))
            .filter(Q(restarted_at__isnull=True) | Q(created_at__gt=F("restarted_at")))
            .annotate(
                nth_latest=Window(
                    RowNumber(),
                    partition_by=[F("person"), F("about"), F("part")],
                    order_by=[F("created_at").desc(), F("pk").desc()],
                )
            )
            .filter(nth_latest=1)
        )


@personal_data(
    subject="person",
    fields={
        "sealed": Kind.OWN_WORDS,
        "about": Kind.ACTIVITY,
        "part": Kind.ACTIVITY,
        "created_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Answer(SealedText):
    """One version of one answer. Revising adds a row, so that a reading can be laid beside an earlier one.

    `about` and `part` are weak references on purpose: an answer outlives the page it belongs to, a move of
    that page, and the person's membership of any group.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="answers")
    about = models.CharField(max_length=120)
    part = models.CharField(max_length=120)
    revision = models.PositiveBigIntegerField(null=True)
    operation = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)

    objects: Any = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = (models.UniqueConstraint(name="answer_stored_once_per_submit", fields=("person", "operation")),)
        indexes = (models.Index(name="answer_by_prompt", fields=("person", "about", "part", "created_at")),)

    def __str__(self) -> str:
        return f"answer {self.pk}"
