"""A method is data: a table of phases that says, per phase, who speaks, who is silent and who writes what."""

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intervision.enums import WRAPPER_KINDS, Chair, Figure, Keep, MethodKind, Reveal, Trust, Turn
from people.personal_data import no_personal_data

FOR_BEGINNERS = 4


class MethodQuerySet(models.QuerySet["Method"]):
    """Methods by what they are for."""

    def methods(self) -> "MethodQuerySet":
        """Without the opening and the closing that wrap every session, and without what was taken out of the list."""
        return self.filter(kind=MethodKind.METHOD, is_offered=True)

    def lenses(self) -> "MethodQuerySet":
        """What a facilitator can lay on the table in between: one phase of a few minutes each."""
        return self.filter(kind=MethodKind.LENS, written=True)

    def with_around(self) -> "MethodQuerySet":
        """With `around_min`: the minutes that the opening and the closing add to every session."""
        wrappers = Method.objects.filter(kind__in=WRAPPER_KINDS).order_by()
        added = wrappers.values(all=models.Value(1)).annotate(added=models.Sum("total_min")).values("added")
        return self.annotate(around_min=Coalesce(models.Subquery(added), 0))

    def for_beginners(self) -> "MethodQuerySet":
        """The few to begin with: for a group that does not know each other yet, the shortest first."""
        return self.choosable().filter(trust=Trust.LOW).order_by("total_min", "title")[:FOR_BEGINNERS]

    def choosable(self) -> "MethodQuerySet":
        """Those that a session can be held with: written out in full, and not taken out of the list."""
        return self.methods().filter(written=True)


@no_personal_data("a way of working, written by editors")
class Method(models.Model):
    """A way to hold intervision. A running session keeps a snapshot, so that editing never changes a room."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=10, choices=MethodKind, default=MethodKind.METHOD)
    title = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("Engelse titel"), max_length=120, blank=True)
    family = models.CharField(_("familie"), max_length=60, blank=True)
    purpose = models.TextField(_("doel"), blank=True)
    choose_when = models.TextField(_("kies wanneer"), blank=True)
    avoid_when = models.TextField(_("vermijd wanneer"), blank=True)
    group_min = models.PositiveSmallIntegerField(_("kleinste groep"), default=3)
    group_max = models.PositiveSmallIntegerField(_("grootste groep"), default=12)
    ideal = models.CharField(_("ideale groep"), max_length=20, blank=True)
    total_min = models.PositiveSmallIntegerField(_("minuten samen"))
    trust = models.CharField(_("vertrouwen"), max_length=10, choices=Trust, default=Trust.LOW)
    roles = models.JSONField(_("rollen"), default=list)
    pitfalls = models.JSONField(_("valkuilen"), default=list)
    outputs = models.TextField(_("opbrengst"), blank=True)
    sources = models.JSONField(_("bronnen"), default=list)
    licence_note = models.CharField(_("licentie"), max_length=200, blank=True)
    variants = models.JSONField(_("varianten"), default=list)
    written = models.BooleanField(_("uitgeschreven"), default=False)
    is_ours = models.BooleanField(default=False, editable=False)
    """Written or changed in the workshop; loading files leaves it alone."""
    is_offered = models.BooleanField(default=True, editable=False)
    """Whether it can be found and chosen. A session that was planned with it goes on."""
    adapted_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="adaptations")

    around_min: int  # where asked with `with_around()`

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("methode")
        verbose_name_plural = _("methodes")
        ordering = ("-written", "title")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("intervision:method", kwargs={"slug": self.slug})


@no_personal_data("a part of a method, written by editors")
class Phase(models.Model):
    """One row of a method's table: the fields of schema A0.

    `floor` and `silent` are lists of `Who` codes. `writes` is a list of `{"who", "kind", "prompt"}`: who writes,
    what becomes of it (`WriteKind`) and the line above the field.
    """

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="phases")
    nr = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=120)
    title_en = models.CharField(_("Engelse titel"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minuten"))
    least = models.PositiveSmallIntegerField(_("minstens"))
    most = models.PositiveSmallIntegerField(_("hoogstens"))
    scale_per_person = models.FloatField(_("minuten per persoon boven de vijf"), default=0)
    floor = models.JSONField(_("aan het woord"), default=list)
    silent = models.JSONField(_("stil"), default=list)
    writes = models.JSONField(_("schrijven"), default=list)
    reveal = models.CharField(_("tonen"), max_length=12, choices=Reveal, default=Reveal.ON_ADVANCE)
    turn = models.CharField(_("beurt"), max_length=10, choices=Turn, default=Turn.FREE)
    looks_back = models.BooleanField(_("kijkt terug"), default=False, help_text="Left out of a circle's first session.")
    bringer_seat = models.CharField(_("stoel van de inbrenger"), max_length=8, choices=Chair, default=Chair.IN)
    instruct_all = models.TextField(_("voor iedereen"), blank=True)
    instruct_peers = models.TextField(_("voor de meedenkers"), blank=True, default="")
    instruct_bringer = models.TextField(_("voor de inbrenger"), blank=True)
    instruct_facilitator = models.TextField(_("voor de begeleider"), blank=True)
    carries_to = models.JSONField(_("gaat mee naar fase"), default=list)
    keep = models.CharField(_("bewaren"), max_length=12, choices=Keep, default=Keep.DISCARD)
    figure = models.CharField(_("figuur"), max_length=12, choices=Figure, blank=True, default="")

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        ordering = ("nr",)
        constraints = (
            models.UniqueConstraint(name="phase_number_once_per_method", fields=("method", "nr")),
            models.CheckConstraint(
                name="phase_minutes_within_range",
                condition=models.Q(minutes__gte=models.F("least"), minutes__lte=models.F("most")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.nr}. {self.title}"
