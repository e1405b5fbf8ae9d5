"""What still has to be indexed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data


@no_personal_data("which published things changed; says nothing about who changed them")
class DirtyDocument(models.Model):
    """A document that changed since it was last indexed. Its id only grows, so it serves as version."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    marked_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("te indexeren document")
        verbose_name_plural = _("te indexeren documenten")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
