"""Pictures of what a group saw: tables over at least five people, frozen; and who agreed to count in them."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet, User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data
from reflection.guarded.wordings import ALL, NOW


@personal_data(subject="person", fields={"since": Kind.ACTIVITY, "wording": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class CountMeIn(models.Model):
    """That somebody agreed to count in pictures of the groups they are in. Nobody does who did not say so.

    `wording` is the version of the text they agreed to (reflection/guarded/wordings.py), and `since` when.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="count_me_in")
    since = models.DateTimeField(default=timezone.now)
    wording = models.CharField(max_length=20, default=NOW)

    class Meta:
        verbose_name = _("telt mee in groepsbeelden")
        verbose_name_plural = _("tellen mee in groepsbeelden")

    def __str__(self) -> str:
        return f"count me in {self.pk}"


class GroupPictureQuerySet(AudiencedQuerySet):
    """Pictures, as far as they still hold."""

    def whole(self) -> "GroupPictureQuerySet":
        """Those of which everybody still counts: somebody who took their word back or was erased hides a picture.

        Asked at every reading, so that it holds also where the row was not taken away.
        """
        still = Count("counted", filter=Q(counted__person__count_me_in__wording__in=ALL))
        return self.annotate(still=still).filter(still=F("people"), people__gt=0)


@no_personal_data("words over at least five people, of which none can be taken apart (docs/explanation/numbers.md)")
class GroupPicture(Audienced):
    """What one group saw in one thing, at one moment. Never changed: it stays as it is, or goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    people = models.PositiveIntegerField()
    """How many it is of. Never shown: pages show `guarded(people, …)`."""
    table = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    objects: Any = GroupPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("groepsbeeld")
        verbose_name_plural = _("groepsbeelden")
        indexes = (models.Index(name="group_picture_of_a_thing", fields=("report", "about")),)

    def __str__(self) -> str:
        return f"group picture {self.pk}"


@personal_data(subject="person", fields={"about": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class Counted(models.Model):
    """That somebody counts, or counted, in a picture. Stays when the picture goes, so that nobody is counted twice."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    report = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    picture = models.ForeignKey(GroupPicture, on_delete=models.SET_NULL, null=True, related_name="counted")

    class Meta:
        verbose_name = _("meegeteld")
        verbose_name_plural = _("meegeteld")
        constraints = (models.UniqueConstraint(name="counted_once_in_a_thing", fields=("person", "report", "about")),)

    def __str__(self) -> str:
        return f"counted {self.pk}"
