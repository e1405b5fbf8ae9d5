"""That the writer of a draft was told that it lies still."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CasePage
from people.personal_data import no_personal_data


@no_personal_data("a draft and a day; whose it is stands at the page")
class LeftDraft(models.Model):
    """Nothing is deleted that was not told of before; saving the draft makes this void (cases/abandoned.py)."""

    page = models.OneToOneField(CasePage, on_delete=models.CASCADE, related_name="left")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("concept dat stil ligt")
        verbose_name_plural = _("concepten die stil liggen")

    def __str__(self) -> str:
        return f"{self.page_id} since {self.told_at:%Y-%m-%d}"
