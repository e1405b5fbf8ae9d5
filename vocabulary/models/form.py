"""The words for a concept: preferred, other, and hidden ones."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from vocabulary.models.concept import Concept

if TYPE_CHECKING:
    from typing import Self


class FormKind(models.TextChoices):
    """What a word is to its concept."""

    PREFERRED = "pref", _("voorkeursterm")
    OTHER = "alt", _("ook genoemd")
    HIDDEN = "hidden", _("enkel om te zoeken")


SHOWN = (FormKind.PREFERRED, FormKind.OTHER)
"""The kinds that may be printed. A hidden form is searched, and never leaves the server."""


class ConceptFormQuerySet(models.QuerySet["ConceptForm"]):
    """Words, and which of them may be shown."""

    def shown(self) -> "Self":
        """Without the hidden ones. Whatever ends on a page starts here."""
        return self.filter(kind__in=SHOWN)

    def hidden(self) -> "Self":
        """Only the hidden ones: for looking up, never for showing."""
        return self.filter(kind=FormKind.HIDDEN)


@no_personal_data("words, not people")
class ConceptForm(models.Model):
    """One word or phrase for a concept, in one language."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="forms")
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=8, choices=FormKind)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    """`text` as `vocabulary.folding.fold` writes it: what is compared with what someone typed."""
    position = models.PositiveSmallIntegerField()

    objects = ConceptFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("woordvorm")
        verbose_name_plural = _("woordvormen")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="concept_form_once", fields=("concept", "language", "kind", "text")),
        )

    def __str__(self) -> str:
        return f"{self.concept_id} {self.kind} {self.language}"
