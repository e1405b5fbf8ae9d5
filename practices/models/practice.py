"""A practice: something a team does, told so that another team can do it, or can decide not to."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from pages.fields import LeanStreamField
from pages.models import BasePage, ConceptsMixin
from people.personal_data import no_personal_data
from practices.admin_forms import PracticePageForm
from practices.blocks import AxisRoleBlock, GroupBlock, RelatedBlock, StepBlock, StewardBlock, stream_of
from practices.enums import Ladder, TimeBand

LICENCE = "CC BY-SA 4.0"


@no_personal_data("descriptions of ways of working; stewards stand here by role, never by name")
class PracticePage(ConceptsMixin, BasePage):  # type: ignore[django-manager-missing]  # objects is typed Any in BasePage
    """A good practice with its full record (dossier G3). `summary` is "in one sentence"."""

    occasion = models.TextField(_("aanleiding"), help_text=_("Wat liep er mis of stroef, voor wie?"))
    steps = LeanStreamField(
        stream_of("step", StepBlock()), blank=True, min_num=3, max_num=7, verbose_name=_("zo doe je het")
    )
    who = models.TextField(_("wie"), blank=True, help_text=_("Wie doet het, en met wie?"))
    means = models.TextField(_("tijd en middelen"), blank=True, help_text=_("Ook wat het van gezinnen vraagt."))
    hard_parts = models.TextField(_("wat moeilijk was"))
    not_when = models.TextField(_("wanneer niet"))
    effect_young = models.TextField(_("effect voor jongeren"), blank=True)
    effect_network = models.TextField(_("effect voor het netwerk"), blank=True)
    evidence = models.TextField(_("hoe weet je of het werkt"), blank=True)
    voice = models.TextField(_("stem van een jongere of ouder"), blank=True)
    transfer = models.TextField(_("overdraagbaarheid"), blank=True)

    ladder = models.CharField(_("trap"), max_length=20, choices=Ladder, default=Ladder.IDEA)
    tested_with = LeanStreamField(stream_of("group", GroupBlock()), blank=True, verbose_name=_("onderzocht met"))
    not_tested_with = LeanStreamField(
        stream_of("group", GroupBlock()), blank=True, verbose_name=_("niet onderzocht met")
    )
    axis_roles = LeanStreamField(
        stream_of("axis", AxisRoleBlock()),
        blank=True,
        verbose_name=_("assen, met hun rol"),
        help_text=_("Alleen wat je weet. Een as die er niet staat, heet op de pagina onbekend."),
    )
    duration = models.CharField(_("duur"), max_length=120, help_text=_("In woorden: tien minuten per gesprek."))
    time_band = models.CharField(_("duur, ongeveer"), max_length=10, choices=TimeBand, default=TimeBand.HOURS)

    organisation = models.CharField(_("organisatie"), max_length=160, blank=True)
    stewards = LeanStreamField(
        stream_of("steward", StewardBlock()), blank=True, min_num=2, verbose_name=_("wie er zorg voor draagt")
    )
    came_about = models.TextField(
        _("hoe dit hier kwam"), blank=True, help_text=_("Bij rol, nooit bij naam. Staat onderaan bij de herkomst.")
    )
    licence = models.CharField(_("licentie"), max_length=60, default=LICENCE)
    described_on = models.DateField(_("beschreven op"), null=True, blank=True)
    review_on = models.DateField(_("opnieuw nalezen op"), null=True, blank=True)
    discouraged_because = models.TextField(
        _("niet (meer) aanbevolen, omdat"),
        blank=True,
        help_text=_("De praktijk blijft vindbaar; de reden staat er groot boven."),
    )
    adapted_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("bewerking van"),
    )
    related = LeanStreamField(stream_of("related", RelatedBlock()), blank=True, verbose_name=_("hoort erbij"))
    loaded_from = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the content file this was last loaded from: the same file again leaves an editor's work alone."""

    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "practices/practice.html"
    base_form_class = PracticePageForm

    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("summary", heading=_("In één zin")),
        FieldPanel("occasion"),
        FieldPanel("steps", help_text=_("Drie tot zeven stappen. Elke stap begint met wat je doet.")),
        FieldPanel("who"),
        FieldPanel("means"),
        FieldPanel("hard_parts"),
        FieldPanel("not_when"),
        FieldPanel("effect_young"),
        FieldPanel("effect_network"),
        FieldPanel("evidence"),
        FieldPanel("voice"),
        FieldPanel("transfer"),
        MultiFieldPanel(
            [FieldPanel("ladder"), FieldPanel("tested_with"), FieldPanel("not_tested_with")],
            heading=_("Hoe zeker we zijn"),
        ),
        FieldPanel("axis_roles"),
        MultiFieldPanel([FieldPanel("duration"), FieldPanel("time_band")], heading=_("Duur")),
        *ConceptsMixin.concept_panels,
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("stewards"),
                FieldPanel("came_about"),
                FieldPanel("licence"),
                FieldPanel("described_on"),
                FieldPanel("review_on"),
                FieldPanel("discouraged_because"),
                FieldPanel("adapted_from"),
            ],
            heading=_("Herkomst en zorg"),
        ),
        FieldPanel("related"),
    ]

    class Meta:
        verbose_name = _("praktijk")
        verbose_name_plural = _("praktijken")

    @property
    def step_of_ladder(self) -> Ladder:
        """The step it stands on, with its label and what that step requires."""
        return Ladder(self.ladder)

    @property
    def standing(self) -> str | Promise:
        """What a card says first: the step it stands on, or that it is advised against."""
        return _("niet (meer) aanbevolen") if self.discouraged_because else self.step_of_ladder.label

    @property
    def caution(self) -> str:
        """What a line about it says first, in the language of the page: that it is advised against; else nothing."""
        if not self.discouraged_because:
            return ""
        with override(self.locale.language_code):
            return gettext("Niet (meer) aanbevolen.")

    @property
    def is_stale(self) -> bool:
        """Whether the date for reading it again has passed."""
        return self.review_on is not None and self.review_on < timezone.localdate()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from practices.views import practice_context  # views need models first

        return {**super().get_context(request, *args, **kwargs), **practice_context(request, self)}
