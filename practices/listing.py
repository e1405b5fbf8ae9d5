"""The list of practices, and what it can be narrowed by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import User
from practices.enums import Ladder, TimeBand
from practices.models import PracticePage
from search.choosing import Group, Option, by_count, group, passes, picked_in
from vocabulary.models import Concept

PER_PAGE = 24

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
    page: Page[PracticePage]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


def listing(user: User | AnonymousUser, language: str, asked: QueryDict) -> Listing:
    """The practices of this person in this language, narrowed by what the address asks. Three queries."""
    pages = list(
        PracticePage.objects.visible_to(user)
        .filter(locale__language_code__in={language, "nl"})
        .select_related("locale")
        .prefetch_related("concepts")
        .order_by("title")
    )
    own = {page.translation_key for page in pages if page.locale.language_code == language}
    pages = [page for page in pages if page.locale.language_code == language or page.translation_key not in own]
    values = {page.pk: _values(page) for page in pages}
    labels = _labels(pages)
    picks = {name: _known(asked.getlist(name), labels[name]) for name in labels}
    shown = [page for page in pages if passes(values[page.pk], picks)]
    filters = [group(name, label, choices, values.values(), picks) for name, label, choices in CHOICE_FILTERS] + [
        by_count(group(name, label, labels[name], values.values(), picks)) for name, label in CONCEPT_FILTERS
    ]
    shown.sort(key=lambda page: page.locale.language_code != language)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    return Listing(
        practices=[page for page in stretch if page.locale.language_code == language],
        elsewhere=[page for page in stretch if page.locale.language_code != language],
        filters=[one for one in filters if one.options],
        total=len(shown),
        page=stretch,
    )


def _values(page: PracticePage) -> dict[str, set[str]]:
    found = {"trap": {page.ladder}, "duur": {page.time_band}}
    for name, _label in CONCEPT_FILTERS:
        found[name] = {_top(concept) for concept in page.concepts.all() if concept.facet_id == name}
    return found


def _top(concept: Concept) -> str:
    """The widest concept above this one; ids hold the way up."""
    return concept.pk if concept.broader_id is None else ".".join(concept.pk.split(".")[:2])


def _labels(pages: Iterable[PracticePage]) -> dict[str, dict[str, str | Promise]]:
    labels: dict[str, dict[str, str | Promise]] = {name: dict(choices) for name, _label, choices in CHOICE_FILTERS}
    tops = {_top(concept) for page in pages for concept in page.concepts.all()}
    for name, _label in CONCEPT_FILTERS:
        labels[name] = {}
    for concept in Concept.objects.filter(pk__in=tops, facet__in=[name for name, _label in CONCEPT_FILTERS]):
        labels[concept.facet_id][concept.pk] = concept.label
    return labels


def _known(asked: Sequence[str], labels: Mapping[str, str | Promise]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(asked) if value in labels)
