"""A thread: what one audience says to each other beneath one thing."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Audienced, AudiencedQuerySet
from people.personal_data import no_personal_data


@no_personal_data("names a thing and an audience; what people wrote is in its posts")
class Thread(Audienced):
    """At most one per thing and audience. Who sees the thread must also see the thing: see `registry.find`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField(max_length=30)
    object_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        constraints = (
            models.UniqueConstraint(name="thread_once_per_audience", fields=("kind", "object_id", "audience")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
