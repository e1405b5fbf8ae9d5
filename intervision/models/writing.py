"""What is written in a session: drafts, contributions and ready marks. All text is sealed with the session's key."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from intervision.enums import CASE, NAMELESS_KINDS, Keep, WriteKind
from intervision.models.sessions import Seat, Session
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText


def first_version() -> int:
    """Where the versions of a new draft begin."""
    return 1 + secrets.randbelow(10**9)


@personal_data(
    subject="seat__person",
    fields={"sealed": Kind.OWN_WORDS},
    on_erase=OnErase.DELETE,
    keep_days=30,
    keep_from="seat__session__went_on_at",
)
class Draft(SealedText):
    """What somebody is writing and nobody else sees. A private note stays one; other text becomes a contribution.

    `version` counts up with every change, from a number by chance: what was handed in and written anew never has a
    version that an older tab saw. `page` is the id of the form that wrote last, so that it knows its own words again.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="drafts")
    phase = models.PositiveSmallIntegerField()
    slot = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=first_version)
    page = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("kladje")
        verbose_name_plural = _("kladjes")
        constraints = (models.UniqueConstraint(name="draft_once_per_field", fields=("seat", "phase", "slot")),)

    def __str__(self) -> str:
        return f"draft {self.pk}"


@personal_data(
    subject="seat__person",
    fields={"sealed": Kind.OWN_WORDS, "remind_on": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
    keep_days=30,
    keep_from="session__went_on_at",
)
class Contribution(SealedText):
    """A text that was handed in.

    Its id comes from the writer's device, so that sending twice stores once. A nameless contribution has no
    seat and no sequence: who wrote it, and when, is stored nowhere; of a pulse there is only a tally. `late` text came
    after its phase had ended. A part of the case that the bringer laid ready is of no phase (0); its slot is the number
    of its question.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="contributions")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="contributions")
    phase = models.PositiveSmallIntegerField()
    slot = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=16, choices=[*WriteKind.choices, (CASE, _("de casus"))])
    sequence = models.PositiveBigIntegerField(default=0)
    late = models.BooleanField(default=False)
    keep = models.CharField(max_length=12, choices=Keep, default=Keep.DISCARD)
    remind_on = models.DateField(
        null=True, help_text="The day of the one mail that the bringer asked for about a step."
    )

    class Meta:
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        ordering = ("phase", "sequence", "pk")
        constraints = (
            models.CheckConstraint(
                name="contribution_nameless_has_no_author",
                condition=~models.Q(kind__in=sorted(kind.value for kind in NAMELESS_KINDS))
                | models.Q(seat__isnull=True, sequence=0),
            ),
        )

    def __str__(self) -> str:
        return f"contribution {self.pk}"


@personal_data(
    subject="seat__person",
    fields={"phase": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
    keep_days=30,
    keep_from="seat__session__went_on_at",
)
class Ready(models.Model):
    """That somebody is done with a phase, or made their choice at the end. Erased with the session."""

    CHOICE: ClassVar[int] = 0
    """No phase: that somebody chose what is kept. What they chose stands with the text."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="ready_marks")
    phase = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("klaar-teken")
        verbose_name_plural = _("klaar-tekens")
        constraints = (models.UniqueConstraint(name="ready_once_per_phase", fields=("seat", "phase")),)

    def __str__(self) -> str:
        return f"ready in phase {self.phase}"
