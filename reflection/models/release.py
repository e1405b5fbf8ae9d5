"""That somebody lets others read one thing they wrote: for whom, until when, and who opened it."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet, AudienceKind, Membership, User
from people.models.audience import MEMBERS_ID, PUBLIC_ID
from people.personal_data import Kind, OnErase, personal_data

GROUPS = ("organisation", "team", "circle")


class ReleaseQuerySet(AudiencedQuerySet):
    """Releases, seen by their owner or by somebody they are for."""

    def of(self, owner: User) -> Self:
        """What this person releases, prepared or released before: for the owner only."""
        return self.filter(owner=owner)

    def live(self, at: datetime | None = None) -> Self:
        """Released, not revoked, before the end of the last day, by somebody whose account is open."""
        return self.filter(
            released_at__isnull=False, revoked_at__isnull=True, until__gte=timezone.localdate(at), owner__is_active=True
        )

    def visible_to(self, user: User | AnonymousUser, at: datetime | None = None) -> Self:
        """What others released to this person, at this moment or at another.

        Narrower than the audience: both belong to the group now, and the reader already did when it was released, so
        that nobody reads along by joining later. A named person still shares a group with the owner. No role adds
        anything to this.
        """
        if not user.is_authenticated:
            return self.none()
        return super().visible_to(user).live(at).exclude(owner=user).filter(_still_together(user, at))


def _current(at: datetime | None, **more: Any) -> models.QuerySet[Membership]:
    return Membership.objects.current(at).filter(**more)


def _still_together(user: User, at: datetime | None) -> Q:
    of_the_audience, of_this_reader = Q(), Q()
    for column in GROUPS:
        of_the_audience |= Q(**{column: OuterRef(f"audience__{column}")})
        of_this_reader |= Q(
            **{f"{column}__in": _current(at, person=user, **{f"{column}__isnull": False}).values(column)}
        )
    reader = _current(at, person=user, joined_at__lte=OuterRef("released_at")).filter(of_the_audience)
    owner = _current(at, person=OuterRef("owner"))
    return Q(Exists(reader), Exists(owner.filter(of_the_audience)), audience__kind__in=GROUPS) | Q(
        Exists(owner.filter(of_this_reader)), audience__kind=AudienceKind.PEOPLE
    )


@personal_data(
    subject="owner",
    fields={
        "kind": Kind.ACTIVITY,
        "row": Kind.ACTIVITY,
        "audience": Kind.MEMBERSHIP,
        "until": Kind.ACTIVITY,
        "created_at": Kind.ACTIVITY,
        "released_at": Kind.ACTIVITY,
        "revoked_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Release(Audienced):
    """A way to read one exact version of one sealed row, whole or a passage. Holds no text: it is a view, not a copy.

    Prepared first (`released_at` empty: only the owner can look), then released. A later version of the same answer is
    another row, and is not shown until it is released itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="releases")
    kind = models.CharField(max_length=20)
    row = models.UUIDField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    fingerprint = models.BinaryField(editable=False)
    """Of the whole opened text, under the owner's key: without that key nobody can test a guess against it."""
    until = models.DateField()
    operation = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: Any = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("gedeeld stukje")
        verbose_name_plural = _("gedeelde stukjes")
        constraints = (
            models.UniqueConstraint(name="release_prepared_once_per_submit", fields=("owner", "operation")),
            models.CheckConstraint(
                name="release_is_never_for_everybody", condition=~Q(audience__in=(PUBLIC_ID, MEMBERS_ID))
            ),
            models.CheckConstraint(
                name="release_of_the_whole_or_of_a_passage",
                condition=Q(start=None, end=None) | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
            ),
            models.CheckConstraint(
                name="release_revoked_after_release", condition=Q(revoked_at=None) | Q(released_at__isnull=False)
            ),
        )
        indexes = (models.Index(name="release_by_audience", fields=("audience", "until")),)

    def __str__(self) -> str:
        return f"release {self.pk}"

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        """Whether somebody else may open this now; for the owner see `of`."""
        return bool(Release.objects.visible_to(user).filter(pk=self.pk).exists())

    @property
    def is_passage(self) -> bool:
        """Whether a part of the text is released, and not all of it."""
        return self.start is not None

    @property
    def is_ended(self) -> bool:
        """Whether it was revoked or its last day passed."""
        return self.revoked_at is not None or self.until < timezone.localdate()


@personal_data(subject="reader", fields={"at": Kind.ACTIVITY}, on_erase=OnErase.KEEP)
class ReadEvent(models.Model):
    """That somebody else opened a release: one row per time. Shown to the owner of the release only."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="read_events")
    reader = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("keer gelezen")
        verbose_name_plural = _("keren gelezen")
        indexes = (models.Index(name="read_event_by_release", fields=("release", "at")),)

    def __str__(self) -> str:
        return f"read event {self.pk}"
