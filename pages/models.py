"""The base of every page, the home page and the standard page."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from pages.blocks import TextStream
from pages.editor_form import PageForm
from pages.fields import LeanStreamField
from pages.home import features, short_read
from people.models import Audienced
from people.models.audience import AudiencedQuerySet
from people.personal_data import no_personal_data
from vocabulary.widgets import ConceptPicker


class BasePageQuerySet(AudiencedQuerySet, PageQuerySet):
    """Pages that know who may see them."""

    def visible_to(self, user: Any) -> "BasePageQuerySet":
        """Published pages whose audience this person is in."""
        return super().visible_to(user).live()


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Audienced, Page):
    """What every page of ours has: an audience, a summary, and a door that asks the audience.

    Abstract on purpose; see docs/adr/0003. Wagtail's own page privacy is not used: it leaks when a page is
    moved, copied or searched (trust.md section 2).
    """

    summary = models.CharField(_("samenvatting"), max_length=200, blank=True)

    objects: ClassVar[Any] = BasePageManager()

    private_page_options: ClassVar[list[str]] = []
    base_form_class = PageForm

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    settings_panels: ClassVar[list[Any]] = [FieldPanel("audience"), *Page.settings_panels]
    show_in_menus_default = False

    class Meta:
        abstract = True

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        """The address: one site, and every language's front door right below the root, so the place in the tree is it.

        Wagtail asks its cache for the sites once per page; in production that cache is a table, and a list of thirty
        pages would ask it thirty times.
        """
        return str(self.url_path)

    url = property(get_url)

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        """None, and without asking the tree: who may see a page is said by its audience alone."""
        nothing: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        return nothing

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the same 404 that an absent page gives. An editor's preview passes without asking."""
        if not getattr(request, "is_preview", False) and not self.is_visible_to(request.user):
            raise Http404
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


class ConceptsMixin(models.Model):
    """A page that is described with concepts from the shared vocabulary."""

    concepts = ParentalManyToManyField("vocabulary.Concept", blank=True, related_name="+", verbose_name=_("begrippen"))

    concept_panels: ClassVar[list[Any]] = [FieldPanel("concepts", widget=ConceptPicker)]
    """For the content_panels of a page: the concepts by facet, with search."""

    class Meta:
        abstract = True


@no_personal_data("editors' content")
class HomePage(BasePage):
    """The front door, once per language."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("voorpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["features"] = features(request)
        context["short_read"] = short_read(request)
        return context


@no_personal_data("editors' content")
class StandardPage(BasePage):
    """A page of text: the charter, rights, safety, how we work."""

    body = LeanStreamField(TextStream(), blank=True, verbose_name=_("tekst"))
    loaded_from = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the content file this was last loaded from: the same file again leaves an editor's work alone."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Any]] = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("tekstpagina")
