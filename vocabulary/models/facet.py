"""A facet: one of the questions a thing can be described with."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from vocabulary.languages import in_language, language_of


@no_personal_data("words, not people")
class Facet(models.Model):
    """One of the fifteen facets of thesaurus.yaml, such as `as` (axes) or `kracht` (strengths)."""

    id = models.CharField(primary_key=True, max_length=12)
    label_nl = models.CharField(max_length=120)
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    note_nl = models.TextField(blank=True)
    note_fr = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    guidance = models.TextField(blank=True)
    """For editors: when to pick a concept of this facet. In Dutch."""
    applies_to = models.JSONField(default=list)
    """Kinds of things it may describe, in the words of the thesaurus ("vignet" is a case)."""
    max_tags = models.PositiveSmallIntegerField(default=5)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facetten")
        ordering = ("position",)

    def __str__(self) -> str:
        return in_language(self, "label", get_language())

    @property
    def explanation(self) -> str:
        """What this facet is about, for readers, in their language; in Dutch where it is not translated."""
        return in_language(self, "note", get_language())

    @property
    def explanation_language(self) -> str:
        """The language `explanation` is really in."""
        return language_of(self, "note", get_language())
