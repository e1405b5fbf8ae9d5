"""The language guide: words that can set people apart, and what we would rather say."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from vocabulary.models.concept import Concept


class TipStatus(models.TextChoices):
    """How firmly the guide speaks. It never forbids: who names themselves has the last word."""

    AVOID = "vermijd", _("liever niet")
    CONTEXT = "context", _("hangt af van de context")
    OFFICIAL = "officieel", _("officiële term")


@no_personal_data("words, not people")
class LanguageTip(models.Model):
    """One entry. What of it may be printed is decided once, by the importer (vocabulary/silence.py)."""

    id = models.CharField(primary_key=True, max_length=80)
    term = models.CharField(max_length=160)
    """The word itself. Never print it; print `spoken_term`."""
    matches = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=TipStatus)
    alternatives = models.JSONField(default=list)
    note = models.TextField(blank=True)
    """Why, in Dutch. Never print it; print `spoken_note`."""
    fr = models.CharField(max_length=200, blank=True)
    en = models.CharField(max_length=200, blank=True)
    surface = models.JSONField(default=list)
    """Where it speaks: `search` (above results), `editor` (a hint while writing), `glossary` (the guide itself)."""
    no_echo = models.BooleanField(default=False)
    redirect = models.ManyToManyField(Concept, through="TipRedirect", related_name="tips")
    term_may_be_spoken = models.BooleanField(default=False)
    note_may_be_spoken = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("taaltip")
        verbose_name_plural = _("taalwijzer")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.spoken_term or str(self._meta.verbose_name)

    @property
    def spoken_term(self) -> str:
        """The word, or nothing when it is one that we do not repeat."""
        return self.term if self.term_may_be_spoken else ""

    @property
    def spoken_note(self) -> str:
        """Why, or nothing when the explanation itself repeats a word that we do not repeat."""
        return self.note if self.note_may_be_spoken else ""

    @property
    def alternative_abroad(self) -> str:
        """What to say in the reader's language when that is French or English: what stands after the ">"."""
        language = (get_language() or "nl").split("-")[0]
        text: str = {"fr": self.fr, "en": self.en}.get(language, "")
        return text.partition(">")[2].strip().strip("()")


@no_personal_data("words, not people")
class TipRedirect(models.Model):
    """The concept under which content about this word is found."""

    tip = models.ForeignKey(LanguageTip, on_delete=models.CASCADE, related_name="redirects")
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="tip_redirects")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="tip_redirect_once", fields=("tip", "concept")),)

    def __str__(self) -> str:
        return self.concept_id
