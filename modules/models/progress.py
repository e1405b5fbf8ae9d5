"""Who began a module, and which units they opened and finished. No scores, no time spent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data


@personal_data(
    subject="person",
    fields={"module_key": Kind.ACTIVITY, "started_at": Kind.ACTIVITY, "unit_id": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Enrolment(models.Model):
    """A person began a module. The module is known by its translation key, so that every language is one module."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    module_key = models.UUIDField()
    started_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now_add=True)
    unit_id = models.CharField(max_length=36, blank=True)
    """The unit in which the person stopped."""

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        constraints = (models.UniqueConstraint(name="enrolment_once_per_module", fields=("person", "module_key")),)

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


@personal_data(
    subject="enrolment__person",
    fields={
        "unit_id": Kind.ACTIVITY,
        "opened_at": Kind.ACTIVITY,
        "done_at": Kind.ACTIVITY,
        "last_block": Kind.ACTIVITY,
    },
    on_erase=OnErase.DELETE,
)
class UnitProgress(models.Model):
    """How far a person is in one unit, by the unit's id: moving, renaming or extending a unit changes nothing here."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="units")
    unit_id = models.CharField(max_length=36)
    opened_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    last_block = models.CharField(max_length=36, blank=True)
    """The block where the person stopped: the last one they wrote in, or where they put their bookmark."""

    class Meta:
        verbose_name = _("voortgang")
        verbose_name_plural = _("voortgang")
        constraints = (models.UniqueConstraint(name="progress_once_per_unit", fields=("enrolment", "unit_id")),)

    def __str__(self) -> str:
        return f"progress {self.pk}"
