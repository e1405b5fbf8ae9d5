"""How concepts point at each other, beside broader and narrower."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from vocabulary.models.concept import Concept


class LinkKind(models.TextChoices):
    """What the link says. The values are the keys in thesaurus.yaml."""

    RELATED = "related", _("verwant")
    CLOSE_MATCH = "closeMatch", _("bijna hetzelfde, elders")
    CONTENT_NOTE = "suggestContentNote", _("stelt een inhoudsnota voor")


SYMMETRIC = (LinkKind.RELATED, LinkKind.CLOSE_MATCH)
"""Kinds that hold in both directions; the importer refuses a file in which one direction is missing."""


@no_personal_data("words, not people")
class ConceptLink(models.Model):
    """One concept points at another. Symmetric kinds have a row in each direction."""

    source = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("verband")
        verbose_name_plural = _("verbanden")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="concept_link_once", fields=("source", "target", "kind")),
            models.CheckConstraint(name="concept_link_not_to_itself", condition=~models.Q(source=models.F("target"))),
        )

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
