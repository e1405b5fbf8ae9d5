"""Tells the vocabulary which pages are described with a concept, for every kind of page that has concepts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import get_page_models

from pages.models import BasePage, BasePageQuerySet, ConceptsMixin
from people.models import User
from vocabulary.models import Concept
from vocabulary.use import Use, register_use


def register_pages() -> None:
    """Have the concept page show pages with the concept, or with one directly below it. Call once all models are loaded. A room with a new kind of page has nothing to do."""
    for model in get_page_models():
        if issubclass(model, ConceptsMixin) and issubclass(model, BasePage):
            register_use(kind=model._meta.label_lower, label=model._meta.verbose_name_plural, find=_finder(model))


@dataclass(frozen=True)
class Link:
    """A page is described with a concept."""

    page: int
    concept: str
    facet: str
    broader: str | None


def links_of(visible: BasePageQuerySet, facets: Collection[str]) -> list[Link]:
    """The concepts of these facets on any of these pages, for a list that weighs many and shows few. One query."""
    model: Any = visible.model
    name = f"{model._meta.model_name}"
    through = model.concepts.through.objects.filter(
        **{f"{name}__in": visible.order_by().values("pk")}, concept__facet__in=facets
    )
    columns = (f"{name}_id", "concept_id", "concept__facet_id", "concept__broader_id")
    return [Link(*row) for row in through.values_list(*columns)]


def _finder(model: Any) -> Any:
    def find(concept: Concept, user: User) -> Iterable[Use]:
        pages = model.objects.visible_to(user).filter(Q(concepts=concept) | Q(concepts__broader=concept))
        pages = pages.select_related("locale").distinct().order_by("title")
        return [
            Use(title=page.title, url=page.url, summary=page.summary, language=page.locale.language_code)
            for page in pages
            if page.url
        ]

    return find
