"""What somebody notes down for themselves, wherever they were: rows that are added, never changed."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText

KEPT_AFTER_DELETING_DAYS = 7
"""How long a deleted entry can still be put back; after that its sealed text goes too (actions.forget_deleted)."""


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Entries, seen from one person."""

    def of(self, person: User) -> "LogEntryQuerySet":
        """Every version of what this person wrote: the only door to entries."""
        return self.filter(person=person)

    def sentences_about(self, about: str) -> set[str]:
        """The keyed hashes of the sentences of this page that anybody's notes hang on. Whose, it does not say."""
        rows = self.filter(about=about).kept().current().values_list("sentences", flat=True)
        return {digest for digests in rows for digest in digests}

    def kept(self) -> "LogEntryQuerySet":
        """Without what was deleted."""
        return self.filter(deleted_at__isnull=True)

    def current(self) -> "LogEntryQuerySet":
        """The latest version of each entry."""
        newer = LogEntry.objects.filter(first=models.OuterRef("first"), version__gt=models.OuterRef("version"))
        return self.filter(~models.Exists(newer))


@personal_data(
    subject="person",
    fields={
        "sealed": Kind.OWN_WORDS,
        "about": Kind.ACTIVITY,
        "prompts": Kind.ACTIVITY,
        "sentences": Kind.ACTIVITY,
        "written_at": Kind.ACTIVITY,
        "created_at": Kind.ACTIVITY,
        "deleted_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class LogEntry(SealedText):
    """One version of one entry in a person's logbook. `first` is the version it began with, whose id names the entry.

    It belongs to the person: `about` is a weak reference, so that unpublishing or deleting a page, or leaving a
    team, takes nothing away. Sealed are the answers, the passage they hang on (which one somebody picked says
    something of them) and the title of the page as it was then. What lies open tells only that there is an entry
    about this page: `sentences` are keyed hashes, with which an author is told that notes hang on a sentence
    without anybody opening a note.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="log_entries")
    first = models.ForeignKey("self", on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(default=1)
    about = models.CharField(max_length=120, blank=True)
    prompts = models.CharField(max_length=40)
    sentences = models.JSONField(default=list, blank=True)
    operation = models.UUIDField(default=uuid.uuid4)
    written_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects: Any = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("logboeknotitie")
        verbose_name_plural = _("logboeknotities")
        constraints = (
            models.UniqueConstraint(name="entry_stored_once_per_submit", fields=("person", "operation")),
            models.UniqueConstraint(name="entry_has_one_of_each_version", fields=("first", "version")),
        )
        indexes = (
            models.Index(name="entry_by_time", fields=("person", "written_at")),
            models.Index(name="entry_by_page", fields=("about",)),
        )

    def __str__(self) -> str:
        return f"log entry {self.pk}"
