"""A group that reads one case: everybody alone first, and then together."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet, User
from people.personal_data import Kind, OnErase, no_personal_data, personal_data


@no_personal_data("that a group reads a case, and when they meet about it; who opened it is not kept")
class Gathering(Audienced):
    """One case in one team or circle, from the moment that somebody opened it for them until somebody closes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=120)
    opened_at = models.DateTimeField(default=timezone.now)
    meets_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: Any = AudiencedQuerySet.as_manager()

    class Meta:
        verbose_name = _("casus om samen te lezen")
        verbose_name_plural = _("casussen om samen te lezen")
        constraints = (
            models.UniqueConstraint(
                name="one_open_gathering_per_group", fields=("about", "audience"), condition=Q(closed_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"gathering {self.pk}"


@personal_data(subject="person", fields={"passed": Kind.ACTIVITY, "since": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class ShownProgress(models.Model):
    """That somebody lets their group see which stages they are through, by their own choice. Nothing of what they wrote.

    It is written down here, because how far somebody is follows from notes that only they may open. Gone when they
    change their mind and when the gathering closes.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="shown")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    passed = models.JSONField(default=list)
    """Ids of blocks of the case."""
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("hoe ver iemand is met een casus")
        verbose_name_plural = _("hoe ver mensen zijn met een casus")
        constraints = (models.UniqueConstraint(name="progress_shown_once", fields=("gathering", "person")),)

    def __str__(self) -> str:
        return f"shown progress {self.pk}"
