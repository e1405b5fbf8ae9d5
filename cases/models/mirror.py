"""A round in which a group reads one of two versions of a text, by lot."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet
from people.personal_data import no_personal_data
from reflection.models.sealed import SealedText


@no_personal_data("that a group holds a round; who reads which version stands in no row but their own")
class MirrorRound(Audienced, SealedText):
    """One round of one case in one group. Sealed is what is left of the lots: never who drew what."""

    about = models.CharField(max_length=120)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    """From then on nobody joins or answers, and the group sees both versions."""

    objects: Any = AudiencedQuerySet.as_manager()

    class Meta:
        verbose_name = _("spiegelronde")
        verbose_name_plural = _("spiegelrondes")
        constraints = (models.UniqueConstraint(name="one_mirror_round_per_group", fields=("about", "audience")),)

    def __str__(self) -> str:
        return f"mirror round {self.pk}"
