"""Tells the vocabulary which pages are described with a concept, for every kind of page that has concepts."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import get_page_models

from pages.models import BasePage, ConceptsMixin
from people.models import User
from vocabulary.models import Concept
from vocabulary.use import Use, register_use


def register_pages() -> None:
    """Have the concept page show pages with the concept, or with one directly below it. Call once all models are loaded. A room with a new kind of page has nothing to do."""
    for model in get_page_models():
        if issubclass(model, ConceptsMixin) and issubclass(model, BasePage):
            register_use(kind=model._meta.label_lower, label=model._meta.verbose_name_plural, find=_finder(model))


def concepts_on(
    model: type[ConceptsMixin], pages: Collection[int], facets: Collection[str]
) -> dict[int, list[Concept]]:
    """By page, its concepts of these facets: for a list that weighs many pages and shows few. Two queries.

    Every link of the model is read, and those of other pages are left: naming the pages makes it ten times slower.
    """
    known = {concept.pk: concept for concept in Concept.objects.filter(facet__in=facets)}
    wanted = set(pages)
    name = f"{model._meta.model_name}_id"
    found: dict[int, list[Concept]] = {}
    for page, concept in model.concepts.through.objects.values_list(name, "concept_id"):
        if page in wanted and concept in known:
            found.setdefault(page, []).append(known[concept])
    return found


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
