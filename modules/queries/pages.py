"""Module pages, in the language that a reader gets."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import get_language

from modules.models import ModulePage
from pages.models import BasePage
from people.kept_queries import KeptQuery
from people.models import User

HOUSE_LANGUAGE = "nl"

Translated = TypeVar("Translated", bound=BasePage)


def readable(user: User | AnonymousUser) -> "QuerySet[ModulePage]":
    """Every module that this person may see, with the language of each."""
    found: QuerySet[ModulePage] = ModulePage.objects.visible_to(user).select_related("locale")
    return found


def one_per_translation(pages: Collection[Translated]) -> dict[uuid.UUID, Translated]:
    """Of each thing that may stand in several languages the page in the language being read; else the Dutch one; else whichever there is."""
    wanted = (get_language() or HOUSE_LANGUAGE).split("-")[0]

    def preference(page: Translated) -> int:
        language = page.locale.language_code
        return 2 if language == wanted else int(language == HOUSE_LANGUAGE)

    chosen: dict[uuid.UUID, Translated] = {}
    for page in pages:
        other = chosen.get(page.translation_key)
        if other is None or preference(page) > preference(other):
            chosen[page.translation_key] = page
    return chosen


def modules_by_key(keys: Collection[uuid.UUID], user: User | AnonymousUser) -> dict[uuid.UUID, ModulePage]:
    """The pages of these modules, as far as this person may see them. One query, none without keys."""
    if not keys:
        return {}
    return one_per_translation(_BY_KEY.ask(user, keys))


def module_at(slug: str, language: str, user: User | AnonymousUser) -> ModulePage | None:
    """The module at this address, for whoever may see it. One query."""
    found: list[ModulePage] = _AT.ask(user, slug, language)
    return found[0] if found else None


def _at(reader: User | AnonymousUser, _now: datetime, slug: str, language: str) -> "QuerySet[ModulePage]":
    return readable(reader).filter(slug=slug, locale__language_code=language).order_by("path")[:1]


_AT = KeptQuery(_at)


def _by_key(reader: User | AnonymousUser, _now: datetime, keys: Collection[uuid.UUID]) -> "QuerySet[ModulePage]":
    return readable(reader).filter(translation_key__in=keys)


_BY_KEY = KeptQuery(_by_key)
