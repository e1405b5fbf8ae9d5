"""Things from the library that somebody put together, with a line why; for themselves, or for a team or a circle."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet, AudienceKind, Membership, User
from people.models.audience import PUBLIC_ID, Audience, AudienceField
from people.personal_data import Kind, OnErase, personal_data
from reflection.models.sealed import SealedText
from search.things import LONGEST_PK

SHARED = (AudienceKind.TEAM, AudienceKind.CIRCLE)


class CollectionQuerySet(AudiencedQuerySet):
    """Collections, seen by who made them or by somebody they are for."""

    def of(self, owner: User) -> Self:
        """Those that this person made: for the owner only."""
        return self.filter(owner=owner)

    def kept(self) -> Self:
        """Without what was deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see: their own, and what others made for a group that both belong to now.

        Narrower than the audience: who leaves the group takes their collections along.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        owner = Membership.objects.current().filter(person=OuterRef("owner"))
        of_the_audience = Q(team=OuterRef("audience__team")) | Q(circle=OuterRef("audience__circle"))
        shared = super().visible_to(user).filter(audience__kind__in=SHARED, owner__is_active=True)
        return shared.filter(Exists(owner.filter(of_the_audience))).kept() | self.of(user).kept()


@personal_data(
    subject="owner",
    fields={
        "sealed": Kind.OWN_WORDS,
        "audience": Kind.MEMBERSHIP,
        "made_at": Kind.ACTIVITY,
        "changed_at": Kind.ACTIVITY,
        "deleted_at": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class Collection(Audienced, SealedText):
    """A collection: sealed are its title and what it is about, under the key of who made it.

    It goes with its owner. `version` counts changes of its title, its text and for whom it is.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="collections")
    audience = AudienceField(
        Audience, on_delete=models.RESTRICT, default=PUBLIC_ID, related_name="+", verbose_name=_("zichtbaar voor")
    )
    """Of its owner alone, it goes with them: an audience of one person is deleted together with the person."""
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    objects: Any = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("verzameling")
        verbose_name_plural = _("verzamelingen")
        ordering = ("-changed_at", "pk")

    def __str__(self) -> str:
        return f"collection {self.pk}"


@personal_data(
    subject="collection__owner",
    fields={"sealed": Kind.OWN_WORDS, "thing": Kind.ACTIVITY, "added_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class CollectionItem(SealedText):
    """One thing in a collection; sealed is the line why. It names the thing weakly: who may not see it, does not."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    thing = models.CharField(max_length=LONGEST_PK)
    """Its pk in the index (search/things.py)."""
    place = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("stuk in een verzameling")
        verbose_name_plural = _("stukken in een verzameling")
        ordering = ("place", "added_at", "pk")
        constraints = (models.UniqueConstraint(name="thing_once_in_a_collection", fields=("collection", "thing")),)

    def __str__(self) -> str:
        return f"collection item {self.pk}"
