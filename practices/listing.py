"""The list of practices, and what it can be narrowed by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.concept_use import concepts_on
from pages.models import BasePageQuerySet
from people.models import User
from practices.enums import Ladder, TimeBand
from practices.models import PracticePage
from search.choosing import Group, Option, by_count, group, passes, picked_in
from vocabulary.models import Concept

PER_PAGE = 24

Labels = dict[str, dict[str, str | Promise]]
"""The words of every value, by the name of its filter."""

CONCEPT_FILTERS: tuple[tuple[str, str | Promise], ...] = (
    ("dom", _("Levensdomein")),
    ("as", _("As")),
    ("set", _("Waar")),
    ("thema", _("Thema")),
)
CHOICE_FILTERS: tuple[tuple[str, str | Promise, Mapping[str, str | Promise]], ...] = (
    ("trap", _("Hoe zeker we zijn"), {step.value: step.label for step in Ladder}),
    ("duur", _("Hoe lang het duurt"), {band.value: band.label for band in TimeBand}),
)


@dataclass(frozen=True)
class Listing:
    """What the index page shows."""

    practices: list[PracticePage]
    elsewhere: list[PracticePage]
    """Those that exist only in Dutch, on an index in another language."""
    filters: list[Group]
    total: int
    page: Page["_Row"]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


@dataclass(frozen=True)
class _Row:
    """What the list weighs of one practice. Only the stretch that is shown becomes pages."""

    pk: int
    own: bool
    values: Mapping[str, set[str]]


def listing(user: User | AnonymousUser, language: str, asked: QueryDict) -> Listing:
    """The practices of this person in this language, narrowed by what the address asks. Four queries."""
    visible = PracticePage.objects.visible_to(user).filter(locale__language_code__in={language, "nl"})
    rows, labels = _rows(visible, language)
    picks = {name: _known(asked.getlist(name), labels[name]) for name in labels}
    every = [row.values for row in rows]
    filters = [group(name, label, choices, every, picks) for name, label, choices in CHOICE_FILTERS] + [
        by_count(group(name, label, labels[name], every, picks)) for name, label in CONCEPT_FILTERS
    ]
    shown = sorted((row for row in rows if passes(row.values, picks)), key=lambda row: not row.own)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    pages = visible.select_related("locale").in_bulk([row.pk for row in stretch])
    return Listing(
        practices=[pages[row.pk] for row in stretch if row.own and row.pk in pages],
        elsewhere=[pages[row.pk] for row in stretch if not row.own and row.pk in pages],
        filters=[one for one in filters if one.options],
        total=len(shown),
        page=stretch,
    )


def _rows(visible: BasePageQuerySet, language: str) -> tuple[list[_Row], Labels]:
    """Every practice in this order, and the words of every value. A practice that is translated comes once."""
    found = list(
        visible.order_by("title").values_list("pk", "translation_key", "locale__language_code", "ladder", "time_band")
    )
    translated = {key for _pk, key, code, _ladder, _band in found if code == language}
    kept = [row for row in found if row[2] == language or row[1] not in translated]
    facets = [name for name, _label in CONCEPT_FILTERS]
    concepts = concepts_on(PracticePage, [row[0] for row in kept], facets)
    rows = []
    for pk, _key, code, ladder, band in kept:
        values: dict[str, set[str]] = {"trap": {ladder}, "duur": {band}}
        for concept in concepts.get(pk, ()):
            values.setdefault(concept.facet_id, set()).add(_top(concept))
        rows.append(_Row(pk, code == language, values))
    return rows, _labels(rows, facets)


def _top(concept: Concept) -> str:
    """The widest concept above this one; ids hold the way up."""
    return concept.pk if concept.broader_id is None else ".".join(concept.pk.split(".")[:2])


def _labels(rows: Sequence[_Row], facets: Sequence[str]) -> Labels:
    labels: Labels = {name: dict(choices) for name, _label, choices in CHOICE_FILTERS} | {name: {} for name in facets}
    tops = {value for row in rows for name in facets for value in row.values.get(name, ())}
    for concept in Concept.objects.filter(pk__in=tops):
        labels[concept.facet_id][concept.pk] = concept.label
    return labels


def _known(asked: Sequence[str], labels: Mapping[str, str | Promise]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(asked) if value in labels)
