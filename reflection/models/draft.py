"""What somebody is still writing: one working copy per form, replaced as they type."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, seen from one person."""

    def of(self, person: User) -> "DraftQuerySet":
        """Those of this person: the only door to drafts."""
        return self.filter(person=person)


@personal_data(
    subject="person",
    fields={
        "sealed": Kind.OWN_WORDS,
        "about": Kind.ACTIVITY,
        "key": Kind.ACTIVITY,
        "updated_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Draft(SealedText):
    """The fields of one form as they stand while somebody writes. An answer takes its place (`Answer`).

    `version` counts up with every change; whoever writes over it says which version they saw. `page` is the id of
    the opened page that wrote last (the form's `operation`), so that a page knows its own words again.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveBigIntegerField(null=True)
    page = models.UUIDField(default=uuid.uuid4)
    updated_at = models.DateTimeField(default=timezone.now)

    objects: Any = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("kladje")
        verbose_name_plural = _("kladjes")
        constraints = (models.UniqueConstraint(name="draft_once_per_place", fields=("person", "about", "key")),)

    def __str__(self) -> str:
        return f"draft {self.pk}"
