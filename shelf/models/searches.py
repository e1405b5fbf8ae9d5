"""A question that somebody saved, sealed: what a person looks for, says something of them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText
from shelf.enums import Untold

DAYS_TO_PUT_BACK = 7
"""How long a deleted question can be put back; after that its sealed text goes too."""
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Saved questions, seen from one person and one moment."""

    def of(self, person: User) -> "SavedSearchQuerySet":
        """Those that this person saved: the only door to saved questions."""
        return self.filter(person=person)

    def kept(self) -> "SavedSearchQuerySet":
        """Without what was deleted."""
        return self.filter(deleted_at=None)

    def watched(self) -> "SavedSearchQuerySet":
        """Those that are asked again by themselves: of an open account, not paused."""
        return self.kept().filter(is_paused=False, person__is_active=True)

    def due(self, now: datetime) -> "SavedSearchQuerySet":
        """Those whose turn it is: once a week, and every hour while they found nothing yet or were never asked."""
        return self.watched().filter(
            Q(asked_at=None) | Q(asked_at__lte=now - WEEK) | Q(is_empty=True, asked_at__lte=now - HOUR)
        )


@personal_data(
    subject="person",
    fields={
        "sealed": Kind.OWN_WORDS,
        "language": Kind.ACTIVITY,
        "saved_at": Kind.ACTIVITY,
        "is_paused": Kind.ACTIVITY,
        "asked_at": Kind.ACTIVITY,
        "mailed_at": Kind.ACTIVITY,
        "deleted_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class SavedSearch(SealedText):
    """A question with its name. Sealed with it lies what it found: which texts fit a question, tells the question.

    `version` counts the changes that the person made; what a round of the digest writes leaves it alone, so that a
    page that is open meanwhile is not stale. `shelf/questions.py` says what stands in the sealed text.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    language = models.CharField(max_length=2)
    """The language in which it was asked, and is asked again."""
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    is_paused = models.BooleanField(default=False)
    is_empty = models.BooleanField(default=False)
    """It found nothing so far."""
    asked_at = models.DateTimeField(null=True)
    """When it was last asked; null while there is nothing yet to lay an answer beside."""
    untold = models.CharField(max_length=6, choices=Untold, default=Untold.NOTHING, blank=True)
    mailed_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects: Any = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewaarde zoekvraag")
        verbose_name_plural = _("bewaarde zoekvragen")
        ordering = ("saved_at", "pk")
        indexes = (models.Index(name="saved_search_by_turn", fields=("deleted_at", "is_paused", "asked_at")),)

    def __str__(self) -> str:
        return f"saved search {self.pk}"


@personal_data(subject="person", fields={"stopped_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class NoSearchMail(models.Model):
    """That a person wants no mail about what they saved, until they say otherwise."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="no_search_mail")
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("geen mails over zoekvragen")
        verbose_name_plural = _("geen mails over zoekvragen")

    def __str__(self) -> str:
        return f"no search mail {self.pk}"
