"""A draft belongs to who writes it; a signal to the organisation it was submitted to. Both are sealed."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet, User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText


class SignalDraftQuerySet(models.QuerySet["SignalDraft"]):
    """Drafts, seen from one person."""

    def of(self, person: User) -> "SignalDraftQuerySet":
        """Those of this person: the only door to drafts."""
        return self.filter(person=person)


@personal_data(
    subject="person",
    fields={"sealed": Kind.OWN_WORDS, "about": Kind.ACTIVITY, "changed_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class SignalDraft(SealedText):
    """A signal in the making. Nobody else knows that it is there."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signal_drafts")
    about = models.CharField(max_length=120, blank=True)
    """Where it came from, such as `casus:<translation key>`: a weak reference, as that of a note."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    objects: Any = SignalDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("kladsignaal")
        verbose_name_plural = _("kladsignalen")

    def __str__(self) -> str:
        return f"signal draft {self.pk}"


@personal_data(
    subject="author",
    fields={"about": Kind.ACTIVITY, "submitted_at": Kind.ACTIVITY},
    on_erase=OnErase.KEEP,
)
class Signal(Audienced, SealedText):
    """A signal on the list of an organisation, under a key of its own. Who submitted it is shown to nobody else.

    Its words were looked at and given to the organisation: where its author is erased they stay, and nothing leads back
    to them any more. Until then the author gets them along with their own data.
    """

    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="signals")
    about = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(default=timezone.now)

    objects: Any = AudiencedQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ("-submitted_at",)

    def __str__(self) -> str:
        return f"signal {self.pk}"
