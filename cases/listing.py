"""The overview with its filters, over cases that the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Length
from cases.models import CasePage
from cases.queries import AnyUser, with_concepts
from pages.concept_use import concepts_on
from pages.models import BasePageQuerySet
from search.choosing import Group, Option, group, passes, picked_in

PER_PAGE = 24

# The name of each filter in the address, which is also the facet whose concepts it offers.
FACETS: dict[str, str | Promise] = {
    "as": _("As"),
    "dom": _("Levensdomein"),
    "thema": _("Thema"),
    "set": _("Setting"),
    "fase": _("Fase"),
}
LENGTH = "duur"
LABELS: dict[str, str | Promise] = {LENGTH: _("Leestijd"), **FACETS}

Words = dict[str, dict[str, str | Promise]]
"""The words of every value, by the name of its filter."""


@dataclass(frozen=True)
class Row:
    """What the list weighs of one case. Only the stretch that is shown becomes pages."""

    pk: int
    own: bool
    """Whether it is in the reader's language; else it was not translated yet, and is there in Dutch."""
    values: Mapping[str, set[str]]


@dataclass(frozen=True)
class Listing:
    """What the overview shows."""

    cases: list[CasePage]
    untranslated: list[CasePage]
    filters: list[Group]
    total: int
    page: Page[Row]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


def listing(user: AnyUser, language: str, asked: QueryDict) -> Listing:
    """The cases of this person in this language, newest first, narrowed by what the address asks. Six queries."""
    visible = CasePage.objects.visible_to(user).filter(locale__language_code__in={language, "nl"})
    rows, words = _rows(visible, language)
    every = [row.values for row in rows]
    # What none of these cases has is no choice, and anything else in the address is left.
    picks = {
        name: [
            value for value in dict.fromkeys(asked.getlist(name)) if any(value in one.get(name, ()) for one in every)
        ]
        for name in LABELS
    }
    picks = {name: values for name, values in picks.items() if values}
    groups = [group(name, label, words[name], every, picks) for name, label in LABELS.items()]
    shown = sorted((row for row in rows if passes(row.values, picks)), key=lambda row: not row.own)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    pages = with_concepts(visible).in_bulk([row.pk for row in stretch])
    return Listing(
        cases=[pages[row.pk] for row in stretch if row.own and row.pk in pages],
        untranslated=[pages[row.pk] for row in stretch if not row.own and row.pk in pages],
        filters=[one for one in groups if one.options],
        total=len(shown),
        page=stretch,
    )


def _rows(visible: BasePageQuerySet, language: str) -> tuple[list[Row], Words]:
    """Every case in this order, and the words of every value. A case that is translated comes once."""
    found = list(
        visible.order_by("-first_published_at", "pk").values_list(
            "pk", "translation_key", "locale__language_code", "reading_minutes"
        )
    )
    translated = {key for _pk, key, code, _minutes in found if code == language}
    kept = [row for row in found if row[2] == language or row[1] not in translated]
    concepts = concepts_on(CasePage, [row[0] for row in kept], FACETS)
    labels: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    rows = []
    for pk, _key, code, minutes in kept:
        values = {LENGTH: {Length.of(minutes).value}}
        for concept in concepts.get(pk, ()):
            values.setdefault(concept.facet_id, set()).add(concept.pk)
            labels[concept.facet_id][concept.pk] = concept.label
        rows.append(Row(pk, code == language, values))
    lengths = {value for row in rows for value in row.values[LENGTH]}
    words: Words = {LENGTH: {value: Length(value).label for value in Length.values if value in lengths}}
    return rows, words | {name: dict(sorted(used.items(), key=lambda pair: pair[1])) for name, used in labels.items()}
