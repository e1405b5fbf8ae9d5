"""Suggestions while somebody types: concepts by their shown labels, titles, and single words, of what they may see."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page

from people.models import User
from search.analysis.tokens import fold, lower
from search.authorise import viewer_of
from search.concepts import without_aside
from search.engines import engine
from search.reading import book
from search.sources import all_sources
from vocabulary.folding import fold as fold_label
from vocabulary.models import ConceptForm

LEAST_LETTERS = 2
MOST = 8
MOST_TITLES = 3
"""Per kind."""


def suggestions(typed: str, user: User | AnonymousUser, language: str) -> list[str]:
    """At most eight things to search for. Hidden words and words we do not repeat are never among them.

    Two words that only happen to stand in the same library are no suggestion: words come one at a time, and several
    only as the name of a concept or a title. One query for the concepts, one per kind for the titles.
    """
    start = " ".join(typed.split())
    if len(start) < LEAST_LETTERS:
        return []
    silence = book().silence
    found: dict[str, str] = {}
    for one in (*_labels(start, language), *_titles(start, user, language), *_words(start, user)):
        found.setdefault(one.casefold(), one)
    return [one for one in found.values() if silence.allows(one)][:MOST]


def _labels(start: str, language: str) -> list[str]:
    shown = ConceptForm.objects.shown().filter(
        language=language, folded__startswith=fold_label(start), concept__is_deprecated=False
    )
    return [without_aside(label) for label in shown.order_by("text").values_list("text", flat=True)[:MOST]]


def _titles(start: str, user: User | AnonymousUser, language: str) -> Iterator[str]:
    """Titles with words that begin so."""
    begins = Q(title__istartswith=start) | Q(title__icontains=f" {start}")
    for source in all_sources():
        if issubclass(source.model, Page):
            visible = source.model.objects.visible_to(user)  # type: ignore[attr-defined]  # sources promise it
            of_language = visible.filter(begins, locale__language_code=language)
            yield from of_language.order_by("title").values_list("title", flat=True)[:MOST_TITLES]


def _words(start: str, user: User | AnonymousUser) -> list[str]:
    word = fold(lower(start))
    return [word for word, _count in engine().words(word, viewer_of(user), MOST)] if word.isalpha() else []
