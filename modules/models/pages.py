"""The pages that editors make: the list of modules, and a module."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from modules.addresses import index_url
from modules.blocks import UnitStream
from modules.units import Units, units_of
from pages.fields import LeanStreamField
from pages.models import BasePage, ConceptsMixin
from people.personal_data import no_personal_data
from reflection.panels import HangingNotesPanel


@no_personal_data("editors' content")
class ModuleIndexPage(BasePage):
    """Every module, with filters."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.ModulePage"]
    template = "modules/module_index_page.html"

    class Meta:
        verbose_name = _("lijst van modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the list shows is a question for modules/queries."""
        from modules.queries.listing import listing

        return {**super().get_context(request, *args, **kwargs), "listing": listing(request)}


@no_personal_data("editors' content; what people do in a module stands in modules/models/progress.py")
class ModulePage(ConceptsMixin, BasePage):
    """A module. People's progress hangs on its translation key and on the ids of its units and blocks."""

    for_whom = models.TextField(_("voor wie"), blank=True)
    duration = models.CharField(
        _("duur"), max_length=240, blank=True, help_text=_("In woorden: '6 weken, 4 eenheden'.")
    )
    hours = models.DecimalField(
        _("uren op het attest"), max_digits=4, decimal_places=1, default=1, validators=[MinValueValidator(0.5)]
    )
    goals = ParentalManyToManyField("vocabulary.Concept", blank=True, related_name="+", verbose_name=_("leerdoelen"))
    before = models.TextField(_("vooraf"), blank=True, help_text=_("Markdown."))
    units = LeanStreamField(UnitStream(), blank=True, verbose_name=_("eenheden"))
    closing = models.TextField(_("afronding"), blank=True, help_text=_("Markdown."))
    review_on = models.DateField(_("te herzien op"), null=True, blank=True)
    loaded_from = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the content file this was last loaded from: the same file again leaves an editor's work alone."""

    parent_page_types: ClassVar[list[str]] = ["modules.ModuleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "modules/module_page.html"
    content_panels: ClassVar[list[Any]] = [
        HangingNotesPanel(),
        *BasePage.content_panels,
        *(FieldPanel(name) for name in ("for_whom", "duration", "hours", "goals", "concepts", "before")),
        FieldPanel("units"),
        FieldPanel("closing"),
        FieldPanel("review_on"),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @cached_property
    def all_units(self) -> Units:
        """The units as readers meet them."""
        return units_of(self.units)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where this reader is in the module is a question for modules/queries."""
        from modules.queries.front import front_of

        return {
            **super().get_context(request, *args, **kwargs),
            "front": front_of(self, request.user),
            "breadcrumbs": [(_("Modules"), index_url(self)), (self.title, None)],
        }
