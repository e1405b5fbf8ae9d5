"""What outlives a session, because somebody asked for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intervision.models.sessions import Session
from people.models import Circle, User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import SealedText


@personal_data(subject="person", fields={"sealed": Kind.OWN_WORDS}, on_erase=OnErase.DELETE)
class KeptLine(SealedText):
    """One line, of one person or as a learning line of a circle. Never the case."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="kept_lines")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, null=True, related_name="learning_lines")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bewaarde zin")
        verbose_name_plural = _("bewaarde zinnen")
        ordering = ("-kept_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="kept_line_of_a_person_or_a_circle",
                condition=Q(person__isnull=False, circle__isnull=True) | Q(person__isnull=True, circle__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"kept line {self.pk}"
