"""The shared vocabulary: concepts in fifteen facets, their labels in three languages, and how they relate."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data


@no_personal_data("words, not people")
class Facet(models.Model):
    """One of the fifteen facets of thesaurus.yaml, such as `as` (axes) or `kracht` (strengths)."""

    id = models.CharField(primary_key=True, max_length=12)
    label_nl = models.CharField(max_length=120)
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facetten")

    def __str__(self) -> str:
        return label_in(self, get_language())


@no_personal_data("words, not people")
class Concept(models.Model):
    """A word people can pick. Its id is stable for ever: a concept is deprecated, never deleted."""

    id = models.CharField(primary_key=True, max_length=80)
    facet = models.ForeignKey(Facet, on_delete=models.PROTECT, related_name="concepts")
    label_nl = models.CharField(max_length=160)
    label_fr = models.CharField(max_length=160)
    label_en = models.CharField(max_length=160)
    broader = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower")
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")

    def __str__(self) -> str:
        return label_in(self, get_language())


def label_in(labelled: Facet | Concept, language: str | None) -> str:
    """The preferred label in the given language; Dutch, the language of the house, for any other."""
    code = (language or "nl").split("-")[0]
    label: str = getattr(labelled, f"label_{code}", "") or labelled.label_nl
    return label
