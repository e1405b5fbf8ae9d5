"""A case: one person, one moment, one hesitation, told in stages and voices."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, Revision

from cases.admin_forms import CasePageForm
from cases.blocks import (
    FactBlock,
    GuideBlock,
    MirrorBlock,
    QuestionBlock,
    RelatedBlock,
    ReviewerBlock,
    StageBlock,
    VoiceBlock,
    stream_of,
)
from cases.enums import Provenance
from cases.next_step import NextStepPanel
from cases.panels import OutdatedPanel
from cases.previews import context_of, modes_of, template_of
from cases.reading import about_case
from cases.review.standing import Standing
from cases.rules import Draft, check_may_publish
from cases.traces.passages import Passage
from cases.traces.standing import TraceStanding
from cases.translations import follow_source
from pages.fields import LeanStreamField
from pages.models import BasePage, ConceptsMixin
from people.personal_data import no_personal_data
from reflection.panels import HangingNotesPanel


@no_personal_data("composed stories; reviewers stand here by role, never by name")
class CasePage(ConceptsMixin, BasePage):
    """A case. The page itself shows only its front; each stage is its own request (cases/views/)."""

    wants = models.CharField(
        _("wat wil de jongere"),
        max_length=300,
        help_text=_("In de woorden van de jongere. De lezer ziet dit pas aan het einde."),
    )
    stages = LeanStreamField(stream_of("stage", StageBlock()), blank=True, verbose_name=_("fasen"))
    voices = LeanStreamField(stream_of("voice", VoiceBlock()), blank=True, verbose_name=_("stemmen"))
    knowledge = LeanStreamField(stream_of("fact", FactBlock()), blank=True, verbose_name=_("wie weet wat"))
    questions = LeanStreamField(stream_of("question", QuestionBlock()), blank=True, verbose_name=_("vragen"))
    do_step = models.TextField(_("doe-stap"), help_text=_("Eén kleine handeling voor deze week."))
    guide = LeanStreamField(stream_of("part", GuideBlock()), blank=True, verbose_name=_("voor de begeleider"))
    mirror = LeanStreamField(stream_of("mirror", MirrorBlock()), blank=True, max_num=1, verbose_name=_("spiegelvignet"))
    reading_minutes = models.PositiveSmallIntegerField(_("leestijd in minuten"), default=12)
    provenance = models.CharField(_("herkomst"), max_length=20, choices=Provenance, blank=True)
    """Empty until somebody chose: a case that was never asked where it comes from does not say that it was made up."""
    safety_line = models.BooleanField(
        _("veiligheidslijn"),
        default=False,
        help_text=_("Zet aan als er in de casus een vraag over veiligheid speelt. Dan staan de hulplijnen erbij."),
    )
    reviewers = LeanStreamField(stream_of("reviewer", ReviewerBlock()), blank=True, verbose_name=_("nalezers"))
    checklist = models.TextField(
        _("nagekeken met de schrijfwijzer"),
        blank=True,
        help_text=_("Per vraag uit de schrijfwijzer die je niet met ja beantwoordt: het nummer, en waarom."),
    )
    went_through_guide = models.BooleanField(
        _("de vijftien vragen van de schrijfwijzer nagelopen"),
        default=False,
        help_text=_("Je vindt ze in de voorvertoning, onder 'Wat nog ontbreekt'."),
    )
    quiet_young = models.CharField(
        _("waarom de jongere weinig aan het woord is"),
        max_length=300,
        blank=True,
        help_text=_("Alleen als de jongere minder dan 15 % van de woorden van alle stemmen heeft."),
    )
    deliberate_words = models.JSONField(_("bewust gekozen woorden"), default=list, blank=True)
    """The ids of the language tips that the writer read and answered with: I mean this word."""
    review_on = models.DateField(_("opnieuw nalezen op"), null=True, blank=True)
    related = LeanStreamField(stream_of("related", RelatedBlock()), blank=True, verbose_name=_("hoort erbij"))
    loaded_from = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the content file this was last loaded from: the same file again leaves an editor's work alone."""
    taken_from = models.JSONField(default=list, editable=False)
    """The keys of the cases that this one was copied from, the nearest first: what is taken back there, goes here too."""
    owes_consent = models.BooleanField(default=False, editable=False)
    """Whether it was copied from somebody's own story: it asks their consent, whatever is said of where it comes from."""

    exclude_fields_in_copy: ClassVar[list[str]] = ["loaded_from"]
    """A translation that is made in the editor comes from no file, and is read before it appears."""

    base_form_class = CasePageForm
    parent_page_types: ClassVar[list[str]] = ["cases.CaseIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cases/front.html"

    content_panels: ClassVar[list[Any]] = [
        HangingNotesPanel(),
        OutdatedPanel(),
        NextStepPanel(),
        TitleFieldPanel("title", help_text=_("Een ding of een moment uit het verhaal, geen diagnose.")),
        FieldPanel("summary", help_text=_("Hoogstens 200 tekens. Verklap niet hoe het verdergaat.")),
        FieldPanel("wants"),
        FieldPanel("stages", help_text=_("Drie tot vijf fasen. Elke fase verandert wat je dacht te weten.")),
        FieldPanel("voices", help_text=_("Minstens drie, waarvan één jongere of familielid.")),
        FieldPanel("knowledge", help_text=_("De lezer ziet deze tabel als alle stemmen gehoord zijn.")),
        FieldPanel("questions", help_text=_("Minstens één vraag gaat over structuur.")),
        FieldPanel("do_step"),
        FieldPanel("guide"),
        FieldPanel(
            "mirror", help_text=_("Voor een groep van minstens tien. Deelnemers weten vooraf dat er twee versies zijn.")
        ),
        MultiFieldPanel([*ConceptsMixin.concept_panels], heading=_("Begrippen en inhoudsnota")),
        MultiFieldPanel(
            [
                FieldPanel("reading_minutes"),
                FieldPanel("provenance"),
                FieldPanel("safety_line"),
                FieldPanel("went_through_guide"),
                FieldPanel("checklist"),
                FieldPanel("quiet_young"),
                FieldPanel("deliberate_words"),
                FieldPanel("reviewers"),
                FieldPanel("review_on"),
            ],
            heading=_("Herkomst en nalezing"),
        ),
        FieldPanel("related"),
    ]

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")

    @property
    def about(self) -> str:
        """How notes name this case: the same in every language."""
        return about_case(self.translation_key)

    @property
    def read_in(self) -> str:
        """The language that readers with a link get it in."""
        return str(self.locale.language_code)

    @property
    def lies_before_readers(self) -> bool:
        """A draft is read from its first word on."""
        return True

    def as_draft(self) -> Draft:
        """What the rules for publishing look at."""
        return Draft.of(
            {name: getattr(self, name) for name in ("wants", "do_step", "provenance", "went_through_guide")},
            concepts=[concept.pk for concept in self.concepts.all()],
            stages=self.stages,
            voices=self.voices,
            questions=self.questions,
            reviewers=self.reviewers,
            standing=self.standing,
            traces=self.trace_standing(),
        )

    @property
    def standing(self) -> Standing:
        """How far the reading by others is."""
        return self.review_standing()

    def review_standing(self, passages: list[Passage] | None = None) -> Standing:
        """How far the reading by others is, for these texts or its own."""
        from cases.review.queries import standing_of  # queries need models first

        return standing_of(self, passages)

    def trace_standing(self, passages: list[Passage] | None = None) -> TraceStanding:
        """How far the search for what makes somebody recognisable is, for these texts or its own. Two queries."""
        from cases.traces.queries import standing_of  # queries need models first

        return standing_of(self, passages)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """The last gate, whatever door it came through: a case that is not complete is not published."""
        check_may_publish(revision.as_object().as_draft())
        super().publish(revision, *args, **kwargs)
        follow_source(self, again=False)
        from cases.revising.actions import settle  # these need models first
        from cases.traces.forgetting import purge_versions

        purge_versions(self)
        settle(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cases.views.front import front_context  # views need models first

        return {**super().get_context(request, *args, **kwargs), **front_context(request, self)}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """What an editor can look at beside the form: the whole, what is missing, and what each reader meets."""
        return modes_of(self)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return template_of(mode_name)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Nothing of a reader: a preview never touches a notebook."""
        return {**Page.get_context(self, request), **context_of(self, mode_name, request.user)}
