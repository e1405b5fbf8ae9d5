"""The edition of the thesaurus that is loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data


@no_personal_data("words, not people")
class Release(models.Model):
    """What the file says about itself, kept so that an export gives the same file back. There is at most one row.

    The two mappings are JSON text, not JSON columns: PostgreSQL would forget the order of their keys.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.CharField(max_length=20)
    heading = models.TextField(blank=True)
    """The comment lines above the first key."""
    meta = models.TextField()
    search = models.TextField()
    silent_words = models.JSONField(default=list)
    """Words that are searched and never printed, folded; see vocabulary/silence.py."""

    class Meta:
        verbose_name = _("uitgave van de thesaurus")
        constraints = (models.CheckConstraint(name="release_only_one", condition=models.Q(id=1)),)

    def __str__(self) -> str:
        return self.version
