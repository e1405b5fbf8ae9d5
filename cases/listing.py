"""The overview with its filters, over cases that the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Length
from cases.models import CasePage
from cases.queries import AnyUser, with_concepts
from pages.concept_use import bits_of, pages_with
from pages.once_each import once_each
from search.choosing import Group, Option, Shelf, empty_last, picked_in
from vocabulary.models import Concept

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
class Listing:
    """What the overview shows."""

    cases: list[CasePage]
    untranslated: list[CasePage]
    filters: list[Group]
    total: int
    page: Page[int]
    """Which stretch of all of them this is."""

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.filters)


def listing(user: AnyUser, language: str, asked: QueryDict) -> Listing:
    """The cases of this person in this language, newest first, narrowed by what the address asks. Six queries."""
    visible = once_each(CasePage.objects.visible_to(user), language)
    found = list(
        visible.order_by("-first_published_at", "pk").values_list("pk", "locale__language_code", "reading_minutes")
    )
    shelf, words = _shelved(found)
    # What none of these cases has is no choice, and anything else in the address is left.
    picks = {name: [one for one in dict.fromkeys(asked.getlist(name)) if one in words[name]] for name in LABELS}
    picks = {name: values for name, values in picks.items() if values}
    groups = [shelf.group(name, label, words[name], picks) for name, label in LABELS.items()]
    groups = [one if one.name == LENGTH else empty_last(one) for one in groups]
    left = shelf.left(picks)
    own = {pk for pk, code, _minutes in found if code == language}
    shown = sorted((row[0] for row in found if left >> row[0] & 1), key=lambda pk: pk not in own)
    stretch = Paginator(shown, PER_PAGE).get_page(asked.get("page"))
    pages = with_concepts(visible).in_bulk(list(stretch))
    return Listing(
        cases=[pages[pk] for pk in stretch if pk in own and pk in pages],
        untranslated=[pages[pk] for pk in stretch if pk not in own and pk in pages],
        filters=[one for one in groups if one.options],
        total=len(shown),
        page=stretch,
    )


def _shelved(found: Sequence[tuple[int, str, int]]) -> tuple[Shelf, Words]:
    """These cases by their values, and the words of every value."""
    every = bits_of([pk for pk, _code, _minutes in found])
    lengths: dict[str, list[int]] = {}
    for pk, _code, minutes in found:
        lengths.setdefault(Length.of(minutes).value, []).append(pk)
    having: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for concept, bits in pages_with(CasePage, FACETS).items():
        if bits & every:
            having[concept.partition(".")[0]][concept] = bits
    used = Concept.objects.filter(pk__in=[concept for values in having.values() for concept in values])
    words: Words = {LENGTH: {value: Length(value).label for value in Length.values}}
    words |= {name: {} for name in FACETS}
    for label, concept, facet in sorted((concept.label, concept.pk, concept.facet_id) for concept in used):
        words[facet][concept] = label
    return Shelf(every, having | {LENGTH: {value: bits_of(pages) for value, pages in lengths.items()}}), words
