"""What a circle agreed on, version by version, and who signed which."""

import json
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Circle, User
from people.personal_data import Kind, OnErase, personal_data
from reflection.models import DataKey, SealedText


@personal_data(subject="written_by", fields={"written_at": Kind.ACTIVITY}, on_erase=OnErase.KEEP)
class Agreement(SealedText):
    """One version of the agreement of a circle, under a key of its own. A version never changes: another one follows.

    The text is the circle's: where its writer is erased it stays, and nothing leads back to them.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("afspraken van een kring")
        verbose_name_plural = _("afspraken van kringen")
        ordering = ("-version",)
        constraints = (models.UniqueConstraint(name="agreement_once_per_version", fields=("circle", "version")),)

    def __str__(self) -> str:
        return f"agreement {self.version} of {self.circle_id}"

    def seal_parts(self, parts: Mapping[str, str], data_key: DataKey) -> None:
        """Put the parts into this row. Saves nothing."""
        self.seal(json.dumps(dict(parts), ensure_ascii=False), data_key)

    def parts(self) -> dict[str, str]:
        """What stands in it, by the name of the part."""
        return dict(json.loads(self.open()))


@personal_data(subject="person", fields={"signed_at": Kind.ACTIVITY}, on_erase=OnErase.DELETE)
class Signature(models.Model):
    """That somebody signed one version, by name, for the circle to see."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("handtekening onder afspraken")
        verbose_name_plural = _("handtekeningen onder afspraken")
        constraints = (models.UniqueConstraint(name="signature_once_per_version", fields=("agreement", "person")),)

    def __str__(self) -> str:
        return f"signature {self.pk}"
