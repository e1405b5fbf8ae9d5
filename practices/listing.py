"""The list of practices, and what it can be narrowed by."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import User
from practices.enums import Ladder, TimeBand
from practices.models import PracticePage
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
class Option:
    """A value to narrow by."""

    value: str
    label: str | Promise
    count: int
    picked: bool
    url: str


@dataclass(frozen=True)
class Filter:
    """A group of values; within one group any of them will do."""

    name: str
    label: str | Promise
    options: list[Option]

    @property
    def picked(self) -> list[Option]:
        """The values that are on."""
        return [option for option in self.options if option.picked]


@dataclass(frozen=True)
class Listing:
    """What the index page shows."""

    practices: list[PracticePage]
    elsewhere: list[PracticePage]
    """Those that exist only in Dutch, on an index in another language."""
    filters: list[Filter]
    total: int
    page: Page[PracticePage]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return [option for group in self.filters for option in group.picked]


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
    shown = [page for page in pages if _passes(values[page.pk], picks)]
    filters = [
        Filter(name, label, list(_options(name, labels[name], values.values(), picks)))
        for name, label in (*((name, label) for name, label, _values_of in CHOICE_FILTERS), *CONCEPT_FILTERS)
    ]
    shown.sort(key=lambda page: page.locale.language_code != language)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    return Listing(
        practices=[page for page in stretch if page.locale.language_code == language],
        elsewhere=[page for page in stretch if page.locale.language_code != language],
        filters=[group for group in filters if group.options],
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


def _passes(values: Mapping[str, set[str]], picks: Mapping[str, tuple[str, ...]], without: str = "") -> bool:
    return all(name == without or not wanted or values[name] & set(wanted) for name, wanted in picks.items())


def _options(
    name: str,
    labels: Mapping[str, str | Promise],
    values: Iterable[Mapping[str, set[str]]],
    picks: Mapping[str, tuple[str, ...]],
) -> Iterable[Option]:
    counts = Counter(value for one in values if _passes(one, picks, without=name) for value in one[name])
    order = (
        list(labels)
        if name in {"trap", "duur"}
        else sorted(labels, key=lambda value: (-counts[value], str(labels[value])))
    )
    for value in order:
        picked = value in picks[name]
        if counts[value] or picked:
            after = set(picks[name]) ^ {value}
            query = [
                (other, one) for other, wanted in picks.items() for one in (sorted(after) if other == name else wanted)
            ]
            yield Option(value, labels[value], counts[value], picked, f"?{urlencode(query)}")
