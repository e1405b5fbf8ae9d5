"""Tells the vocabulary which pages are described with a concept, for every kind of page that has concepts."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Max, Q, Sum
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


def bits_of(numbers: Collection[int]) -> int:
    """A set of small numbers as one number: bit n says whether n is in it."""
    marks = bytearray(max(numbers, default=0) // 8 + 1)
    for number in numbers:
        marks[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(marks, "little")


_kept: dict[type[ConceptsMixin], tuple[tuple[Any, ...], dict[str, int]]] = {}
"""Per kind of page, by concept the pages that have it, and how the links stood when that was read."""


def pages_with(model: type[ConceptsMixin], facets: Collection[str]) -> dict[str, int]:
    """By concept of these facets, all pages of this kind that have it: bit n is page n. One query.

    Whoever asks lays it over the pages that the reader may see. It is read again as soon as a link came or went, in a
    second query; a link is never changed in place.
    """
    links = model.concepts.through.objects
    stand = tuple(links.aggregate(count=Count("pk"), last=Max("pk"), sum=Sum("pk")).values())
    kept = _kept.get(model)
    if kept is None or kept[0] != stand:
        pages: dict[str, list[int]] = {}
        for page, concept in links.values_list(f"{model._meta.model_name}_id", "concept_id"):
            pages.setdefault(concept, []).append(page)
        kept = stand, {concept: bits_of(found) for concept, found in pages.items()}
        _kept[model] = kept
    return {concept: bits for concept, bits in kept[1].items() if concept.partition(".")[0] in facets}


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
