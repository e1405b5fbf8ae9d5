"""The list of practices, and what it can be narrowed by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.concept_use import bits_of, pages_with
from pages.once_each import once_each
from people.models import User
from practices.axes import MADE_FOR, MADE_FOR_LABEL, made_for_stored
from practices.enums import Ladder, TimeBand
from practices.models import PracticePage
from search.choosing import Group, Option, Shelf, by_count, picked_in
from vocabulary.axes import AXES
from vocabulary.models import Concept

PER_PAGE = 24

Labels = dict[str, dict[str, str | Promise]]
"""The words of every value, by the name of its filter."""

CONCEPT_FILTERS: tuple[tuple[str, str | Promise], ...] = (
    ("dom", _("Levensdomein")),
    ("as", _("As")),
    ("set", _("Waar")),
    ("thema", _("Thema")),
    ("fase", _("Leeftijd en moment")),
    ("mech", _("Wat uitsluit")),
    ("kracht", _("Waar kracht zit")),
)
CROSSED = "kruist"
"""An axis beside that of `as`: within one group any value will do, and a crossing asks for both."""
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
    page: Page[int]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


def listing(user: User | AnonymousUser, language: str, asked: QueryDict) -> Listing:
    """The practices of this person in this language, narrowed by what the address asks. Four queries."""
    visible = once_each(PracticePage.objects.visible_to(user), language)
    found = list(
        # The roles as they are stored: making a stream of each of two thousand costs more than all the rest.
        visible.order_by("title").values_list(
            "pk", "locale__language_code", "ladder", "time_band", Cast("axis_roles", TextField())
        )
    )
    shelf, labels = _shelved(found)
    picks = {name: _known(asked.getlist(name), labels[name]) for name in labels}
    filters = [shelf.group(name, label, labels[name], picks) for name, label, _choices in CHOICE_FILTERS] + [
        by_count(shelf.group(name, label, labels[name], picks)) for name, label in CONCEPT_FILTERS
    ]
    filters.insert(2, by_count(shelf.group(MADE_FOR, MADE_FOR_LABEL, labels[MADE_FOR], picks)))
    if picks[CROSSED]:  # no question by itself: one comes with it from the map of axes, and may let it go
        filters.append(shelf.group(CROSSED, _("Kruist met"), labels[CROSSED], picks))
    left = shelf.left(picks)
    own = {pk for pk, code, *_rest in found if code == language}
    shown = sorted((row[0] for row in found if left >> row[0] & 1), key=lambda pk: pk not in own)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    pages = visible.select_related("locale").in_bulk(list(stretch))
    return Listing(
        practices=[pages[pk] for pk in stretch if pk in own and pk in pages],
        elsewhere=[pages[pk] for pk in stretch if pk not in own and pk in pages],
        filters=[one for one in filters if one.options],
        total=len(shown),
        page=stretch,
    )


def _shelved(found: Sequence[tuple[int, str, str, str, str]]) -> tuple[Shelf, Labels]:
    """These practices by their values, and the words of every value."""
    having: dict[str, dict[str, int]] = {name: {} for name, _label in CONCEPT_FILTERS}
    for place, (name, _label, choices) in enumerate(CHOICE_FILTERS, start=2):
        having[name] = {value: bits_of([row[0] for row in found if row[place] == value]) for value in choices}
    every = bits_of([row[0] for row in found])
    made: dict[str, list[int]] = {axis.id: [] for axis in AXES}
    for pk, _language, _ladder, _band, stored in found:
        for axis in made_for_stored(stored):
            made[axis].append(pk)
    having[MADE_FOR] = {axis: bits_of(pages) for axis, pages in made.items()}
    for concept, bits in pages_with(PracticePage, [name for name, _label in CONCEPT_FILTERS]).items():
        if bits & every:
            values = having[concept.partition(".")[0]]
            top = _top(concept)
            values[top] = values.get(top, 0) | bits
    labels = _labels(having)
    return Shelf(every, having | {CROSSED: having["as"]}), labels | {CROSSED: labels["as"]}


def _top(concept: str) -> str:
    """The widest concept above this one; ids hold the way up."""
    return ".".join(concept.split(".")[:2])


def _labels(having: Mapping[str, Mapping[str, int]]) -> Labels:
    labels: Labels = {name: dict(choices) for name, _label, choices in CHOICE_FILTERS}
    labels[MADE_FOR] = {axis.id: axis.label for axis in AXES}
    labels |= {name: {} for name, _label in CONCEPT_FILTERS}
    tops = [value for name, _label in CONCEPT_FILTERS for value in having[name]]
    for concept in Concept.objects.filter(pk__in=tops):
        labels[concept.facet_id][concept.pk] = concept.label
    return labels


def _known(asked: Sequence[str], labels: Mapping[str, str | Promise]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(asked) if value in labels)
