"""A list in the reader's language, with what is there in Dutch only after it."""

from django.conf import settings
from django.db.models import Q

from pages.models import BasePageQuerySet


def once_each(pages: BasePageQuerySet, language: str) -> BasePageQuerySet:
    """Of these pages those in this language, and in Dutch those that are not among them: each comes once."""
    own = pages.filter(locale__language_code=language)
    if language == settings.LANGUAGE_CODE:
        return own
    rest = Q(locale__language_code=settings.LANGUAGE_CODE) & ~Q(translation_key__in=own.values("translation_key"))
    return pages.filter(Q(locale__language_code=language) | rest)
