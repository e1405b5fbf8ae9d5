"""The date a person set for a practice task or a doe-stap. What they planned is sealed in their notebook."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data


@personal_data(
    subject="person",
    fields={"module_key": Kind.ACTIVITY, "block_id": Kind.ACTIVITY, "due_on": Kind.ACTIVITY, "done_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Plan(models.Model):
    """A task with a date of one's own. Nothing happens when the date passes."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    module_key = models.UUIDField()
    block_id = models.CharField(max_length=36)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")
        constraints = (
            models.UniqueConstraint(name="plan_once_per_block", fields=("person", "module_key", "block_id")),
        )

    def __str__(self) -> str:
        return f"plan {self.pk}"
