"""A practice that somebody proposes, sealed under a key of its own that is shredded with it."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Review, ReviewLink
from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from proposals.enums import MOVES, OPEN, Move, Stand
from reflection.models import DataKey
from reflection.models.sealed import SealedText

LEFT_ALONE = timedelta(days=180)
"""How long a proposal waits that nobody works on."""
AFTER_PUBLISH = timedelta(days=30)
"""How long what was told stays after it became a page, and who proposed it can still take the page away."""
AFTER_DECLINE = timedelta(days=90)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, seen from one person or from the editors."""

    def of(self, person: User) -> "ProposalQuerySet":
        """Those that this person proposed."""
        return self.filter(person=person)

    def open(self) -> "ProposalQuerySet":
        """Those that somebody still works on."""
        return self.filter(stand__in=OPEN)


@personal_data(
    subject="person",
    fields={
        "sealed": Kind.OWN_WORDS,
        "stand": Kind.ACTIVITY,
        "submitted_at": Kind.ACTIVITY,
        "changed_at": Kind.ACTIVITY,
        "shred_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Proposal(SealedText):
    """What somebody told, what the editors made of it so far, and what was decided about words in it.

    Read by who proposed it and by the editors; by readers with a link, only what the editors wrote.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="proposals")
    operation = models.UUIDField(default=uuid.uuid4, editable=False)
    """Made when the form was; sending one form twice stores one proposal."""
    language = models.CharField(max_length=5, default="nl")
    stand = models.CharField(max_length=16, choices=Stand, default=Stand.LAID)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    shred_at = models.DateTimeField()
    """When it goes by itself: it moves on with every change while it is open."""
    page_id = models.PositiveIntegerField(null=True)
    """The page that it became: a weak reference, which outlives neither."""

    objects: Any = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ("submitted_at", "pk")
        constraints = (models.UniqueConstraint(name="proposal_sent_once", fields=("person", "operation")),)

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def where(self) -> Stand:
        """Where it stands, with its words."""
        return Stand(self.stand)

    # What the readings of cases/review/ ask of anything that is laid before readers:

    @property
    def translation_key(self) -> uuid.UUID:
        """Under which key links and reviews know it."""
        return self.pk

    @property
    def owner_id(self) -> int:
        """Who proposed it."""
        return self.person_id

    @property
    def read_in(self) -> str:
        """The language that it is read in."""
        return self.language

    @property
    def lies_before_readers(self) -> bool:
        """Whether the editors write along: only then is there a text to read, and can it become a page."""
        return (self.where, Move.PUBLISH) in MOVES


@receiver(post_delete, sender=Proposal)
def shred_what_hangs_on_it(instance: Proposal, **_kwargs: Any) -> None:
    """However a proposal goes, its key goes too, and what readers said of it with theirs: a backup that still holds
    the rows holds nothing to read."""
    reviews = Review.objects.filter(case_key=instance.pk)
    keys = [key for key in (instance.data_key_id, *reviews.values_list("data_key_id", flat=True)) if key]
    reviews.delete()
    ReviewLink.objects.filter(case_key=instance.pk).delete()
    DataKey.objects.filter(pk__in=keys).delete()
