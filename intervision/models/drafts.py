"""A method that somebody is writing or adapting. What is choosable is a Method; this is where it comes from."""

import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intervision.models.methods import Method
from people.models import User
from people.personal_data import Kind, OnErase, personal_data


class MethodDraftQuerySet(models.QuerySet["MethodDraft"]):
    """Drafts by who wrote them."""

    def of(self, person: User) -> Self:
        return self.filter(owner=person)


@personal_data(subject="owner", fields={"changed_at": Kind.ACTIVITY}, on_erase=OnErase.KEEP)
class MethodDraft(models.Model):
    """A method as it stands on the workbench, finished or not, in the words that were typed.

    `content` is read by `workshop.typed.Typed` only. `version` rises with every change, and whoever saves says which
    one they saw. `method` is what became of it: publishing writes there, so that what is being written never changes
    what a circle can choose. `report` is the last dry run, of `tried_version`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    method = models.OneToOneField(Method, on_delete=models.CASCADE, null=True, related_name="draft")
    adapted_from = models.ForeignKey(Method, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    published_version = models.PositiveIntegerField(default=0)
    tried_version = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = MethodDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("methode in bewerking")
        verbose_name_plural = _("methodes in bewerking")
        ordering = ("-changed_at", "pk")

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def title(self) -> str:
        """What was typed as its title; may be empty."""
        return str(self.content.get("method", {}).get("title", "")).strip()

    @property
    def is_published(self) -> bool:
        return self.published_version > 0

    @property
    def has_changes(self) -> bool:
        """Whether what can be chosen is older than what stands here."""
        return 0 < self.published_version < self.version
