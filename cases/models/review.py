"""Links for who reads a draft, what they said of it, and the talk after a veto."""

import uuid
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.review.enums import Seat, Verdict
from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText

VALID_FOR = timedelta(days=21)


def three_weeks_from_now() -> datetime:
    return timezone.now() + VALID_FOR


def today() -> date:
    return timezone.localdate()


class ReviewLinkQuerySet(models.QuerySet["ReviewLink"]):
    """Links, seen from now."""

    def open(self) -> "ReviewLinkQuerySet":
        """Those that still open the draft."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


@personal_data(
    subject="made_by",
    fields={"made_at": Kind.ACTIVITY},
    on_erase=OnErase.KEEP,
    keep_days=365,
    keep_from="expires_at",
)
class ReviewLink(models.Model):
    """A link for one reader without an account. Only a hash of its token is kept, and no address of the reader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_key = models.UUIDField(db_index=True)
    """The translation key of the case: the same in every language."""
    language = models.CharField(max_length=5)
    seat = models.CharField(max_length=16, choices=Seat)
    with_guide = models.BooleanField(default=True)
    """Whether this reader gets the facilitator's guide too: who asks them decides."""
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=three_weeks_from_now)
    revoked_at = models.DateTimeField(null=True)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link voor een nalezer")
        verbose_name_plural = _("links voor nalezers")
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"review link {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still opens the draft."""
        return self.revoked_at is None and self.expires_at > timezone.now()


@personal_data(
    subject="reviewer",
    fields={"sealed": Kind.OWN_WORDS, "given_on": Kind.ACTIVITY},
    on_erase=OnErase.TOMBSTONE,
)
class Review(SealedText):
    """What somebody said of a draft: by role and decision, with their words sealed.

    Through a link, signed in as a reader by experience, or written down by an editor who heard it.
    """

    case_key = models.UUIDField(db_index=True)
    seat = models.CharField(max_length=16, choices=Seat)
    verdict = models.CharField(max_length=10, choices=Verdict)
    given_on = models.DateField(default=today)
    given_at = models.DateTimeField(default=timezone.now)
    link = models.ForeignKey(ReviewLink, on_delete=models.SET_NULL, null=True, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=5, blank=True, default="")
    """Of the version that was read; empty where that is not known."""
    digest = models.CharField(max_length=64, blank=True, default="")
    """Of the text that was read (cases/review/validity.py); empty where that is not known."""

    class Meta:
        verbose_name = _("nalezing")
        verbose_name_plural = _("nalezingen")
        ordering = ("given_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="review_only_a_veto_is_lifted", condition=Q(lifted_at__isnull=True) | Q(verdict="veto")
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.verdict}"

    @property
    def is_open_veto(self) -> bool:
        """Whether it holds the case back."""
        return self.verdict == Verdict.VETO and self.lifted_at is None

    @property
    def voice(self) -> object:
        """Who speaks, as far as that is known: of one voice the last decision counts."""
        return self.link_id or self.reviewer_id or self.pk


@personal_data(
    subject="recorded_by",
    fields={"sealed": Kind.OWN_WORDS, "recorded_at": Kind.ACTIVITY},
    on_erase=OnErase.TOMBSTONE,
)
class VetoTalk(SealedText):
    """What an editor and the reader agreed on after a veto. It lifts nothing until somebody with experience says so."""

    veto = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="talks")
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("gesprek na een veto")
        verbose_name_plural = _("gesprekken na een veto")
        ordering = ("recorded_at", "pk")

    def __str__(self) -> str:
        return f"talk about {self.veto_id}"
