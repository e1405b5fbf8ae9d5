"""What still has to be indexed, the words by which people ask, and how often they found nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data
from search.form_rules import check_form, sequence_of
from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept

TOLD_IN = 5
NAMES = {"nl": _("Nederlands"), "fr": _("Frans"), "en": _("Engels")}


@no_personal_data("which published things changed; says nothing about who changed them")
class DirtyDocument(models.Model):
    """A document that changed since it was last indexed, or words of which the meaning did (`outbox.WORDS`).

    Its id only grows, so it serves as version.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=220)
    marked_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("te indexeren document")
        verbose_name_plural = _("te indexeren documenten")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class AskedAs(models.TextChoices):
    """What sort of word people ask with."""

    SAID = "gewoon", _("zo zeggen mensen het")
    ABBREVIATION = "afkorting", _("afkorting")
    DATED = "gedateerd", _("gedateerd: een ingang, met een tip")


@no_personal_data("words, not people")
class SearchForm(models.Model):
    """A word or phrase that people type, and the concept they then look for. Never shown as a name of the concept.

    The file content/zoekvormen.yaml is where they come from; what an editor made or changed is left alone by the
    import. One word may stand for several concepts: then there is a row for each.
    """

    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="search_forms", verbose_name=_("begrip")
    )
    text = models.CharField(
        _("wat mensen typen"), max_length=120, help_text=_("Een woord, een paar woorden of een afkorting.")
    )
    language = models.CharField(_("taal"), max_length=2, choices=[(code, NAMES[code]) for code in LANGUAGES])
    kind = models.CharField(_("soort"), max_length=10, choices=AskedAs, default=AskedAs.SAID)
    sequence = models.CharField(max_length=200, editable=False)
    """The keys of the words: `kind vertaalt` and `kinderen vertalen` are one form."""
    tip = models.CharField(
        _("taaltip"), max_length=80, blank=True, help_text=_("Wat de taalwijzer zegt, voor gedateerde woorden.")
    )
    """The id of a LanguageTip; no foreign key, because a new edition of the thesaurus writes all tips anew."""
    no_echo = models.BooleanField(
        _("nooit herhalen"),
        default=False,
        help_text=_("Het woord wegen we mee, maar het komt op geen enkele bladzijde terug."),
    )
    is_used = models.BooleanField(
        _("in gebruik"),
        default=True,
        help_text=_("Zet uit in plaats van te verwijderen: inladen zet het anders terug."),
    )
    is_ours = models.BooleanField(default=False, editable=False)
    """Made or changed by an editor of this house; the import leaves it alone."""
    edition = models.PositiveIntegerField(default=0, editable=False)
    """Grows with every change, so that the analysis knows when to read again."""

    words_before: tuple[str, str] | None = None
    """While it is saved: its language and its keys as they were (search/changed_forms.py)."""

    class Meta:
        verbose_name = _("zoekvorm")
        verbose_name_plural = _("zoekvormen")
        ordering = ("concept_id", "language", "text")
        constraints = (
            models.UniqueConstraint(name="search_form_once", fields=("concept", "language", "sequence")),
            models.CheckConstraint(name="search_form_language", condition=Q(language__in=LANGUAGES)),
        )

    def __str__(self) -> str:
        return f"{self.concept} ({self.get_language_display()})" if self.no_echo else self.text

    def save(self, *args: object, **kwargs: object) -> None:
        """Also raises the edition: the next question reads the forms anew, the indexer the texts."""
        self.sequence = sequence_of(self.text, self.language)
        self.edition += 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        """Refuses a form that could not be found by, or that stands for everything."""
        check_form(self.text, self.language)


class AskedForQuerySet(models.QuerySet["AskedFor"]):
    """Questions, seen by whoever keeps the vocabulary."""

    def told(self) -> "AskedForQuerySet":
        """Those that were asked often enough to be read."""
        return self.exclude(words="")


@no_personal_data(
    "how often something was asked; the words only once five asked, until then a keyed mark of each, of this row alone"
)
class AskedFor(models.Model):
    """A question, counted. Its words are not here until five people asked it: what one person typed, nobody reads.

    Rows go when nobody asked for ninety days (search/tallying.py).
    """

    digest = models.CharField(max_length=64, editable=False)
    """Of the keys of the words, under the key of this house: a list of guesses cannot be laid beside it."""
    language = models.CharField(max_length=2)
    words = models.CharField(max_length=120, blank=True)
    asked = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    """How often a result was opened. Browsers that do not tell so make it less."""
    missed = models.PositiveIntegerField(default=0)
    """How often somebody pressed that this is missing here."""
    askers = models.CharField(max_length=60, blank=True, editable=False)
    """A mark for each of the first who asked, so that one person who asks five times is one; emptied at the fifth."""
    last_on = models.DateField(db_index=True)

    objects = AskedForQuerySet.as_manager()

    class Meta:
        verbose_name = _("zoekvraag, geteld")
        verbose_name_plural = _("zoekvragen, geteld")
        constraints = (models.UniqueConstraint(name="asked_for_once", fields=("digest", "language")),)

    def __str__(self) -> str:
        return self.words or "…"

    @property
    def asked_at_least(self) -> int:
        """How often it was asked, as it is told: in steps of five."""
        return self.asked // TOLD_IN * TOLD_IN

    @property
    def missed_at_least(self) -> int:
        """How often somebody said that this is missing; told in steps of five, so that nobody is one of few."""
        return self.missed // TOLD_IN * TOLD_IN
