"""The attest of participation: frozen when it is made, so that a later edit of the module changes no attest."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import Frozen


@personal_data(
    subject="person",
    fields={"module_key": Kind.ACTIVITY, "title": Kind.ACTIVITY, "hours": Kind.ACTIVITY, "issued_at": Kind.ACTIVITY},
    on_erase=OnErase.DELETE,
)
class Attest(models.Model):
    """Somebody took part in a module. It says hours and a date, never how well."""

    code = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    module_key = models.UUIDField()
    title = models.CharField(max_length=255)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    unit_titles = models.JSONField(default=list)
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attest")
        verbose_name_plural = _("attesten")
        constraints = (models.UniqueConstraint(name="attest_once_per_module", fields=("person", "module_key")),)

    def __str__(self) -> str:
        return f"attest {self.code}"


@personal_data(subject="attest__person", fields={"attached_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class AttestedText(models.Model):
    """That a frozen text stands with an attest: its number and its date are shown there, the text nowhere.

    Only its owner makes these, one by one; an attest comes without.
    """

    attest = models.ForeignKey(Attest, on_delete=models.CASCADE, related_name="texts")
    frozen = models.ForeignKey(Frozen, on_delete=models.CASCADE, related_name="+")
    attached_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tekst bij een attest")
        verbose_name_plural = _("teksten bij attesten")
        constraints = (models.UniqueConstraint(name="text_once_per_attest", fields=("attest", "frozen")),)

    def __str__(self) -> str:
        return f"text {self.frozen_id} with attest {self.attest_id}"
