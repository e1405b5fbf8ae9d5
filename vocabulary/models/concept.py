"""A concept: a thing that several words can mean, known by an id that never changes."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from vocabulary.languages import in_language, language_of
from vocabulary.models.facet import Facet

if TYPE_CHECKING:
    from typing import Self


class ConceptQuerySet(models.QuerySet["Concept"]):
    """Concepts, in the order of the thesaurus."""

    def in_use(self) -> "Self":
        """Without the deprecated ones, which stay only so that old links and tags can find their replacement."""
        return self.filter(is_deprecated=False)


@no_personal_data("words, not people")
class Concept(models.Model):
    """A word people can pick. Its id is stable for ever: a concept is deprecated, never deleted."""

    id = models.CharField(primary_key=True, max_length=80)
    facet = models.ForeignKey(Facet, on_delete=models.PROTECT, related_name="concepts")
    label_nl = models.CharField(max_length=160)
    label_fr = models.CharField(max_length=160)
    label_en = models.CharField(max_length=160)
    note_nl = models.TextField(blank=True)
    note_fr = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    broader = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower")
    regions = models.JSONField(default=list)
    """Where it exists: VL, BXL, BXL-FR, NL, BE. Empty means everywhere."""
    is_deprecated = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    change_note = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering = ("position",)
        constraints = (
            models.CheckConstraint(
                name="concept_deprecated_names_its_replacement",
                condition=Q(is_deprecated=True, replaced_by__isnull=False)
                | Q(is_deprecated=False, replaced_by__isnull=True),
            ),
            models.CheckConstraint(name="concept_not_its_own_broader", condition=~Q(broader=models.F("id"))),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The preferred label in the reader's language."""
        return in_language(self, "label", get_language())

    @property
    def explanation(self) -> str:
        """The explanation in the reader's language; in Dutch where it is not translated yet, empty where there is none."""
        return in_language(self, "note", get_language())

    @property
    def explanation_language(self) -> str:
        """The language `explanation` is really in."""
        return language_of(self, "note", get_language())


def label_in(labelled: Facet | Concept, language: str | None) -> str:
    """The preferred label in the given language; Dutch for any other."""
    return in_language(labelled, "label", language)
