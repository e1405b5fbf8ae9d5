"""Of which Dutch text a translated case tells."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import CasePage
from people.personal_data import no_personal_data


@no_personal_data("which version of a text another text follows")
class FollowedText(models.Model):
    """That a translation follows this version of the Dutch case: the digest of its words.

    A row beside the page and no field of it, so that an older draft of a translation cannot bring an older word back.
    """

    page = models.OneToOneField(CasePage, on_delete=models.CASCADE, related_name="followed")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("gevolgde tekst")
        verbose_name_plural = _("gevolgde teksten")

    def __str__(self) -> str:
        return f"{self.page_id} follows {self.digest[:8]}"
