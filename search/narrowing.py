"""The ways to narrow that stand beside the results, with counts that are true for this reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from search.asking import Address
from search.choosing import MOST_OPTIONS, Group, Option, picked_in
from search.concepts import Book
from search.facets import KIND, Facet, all_facets, facets_of_concepts
from search.sources import all_sources
from vocabulary.models import Concept

FEW_TOPS = 3
"""A facet with fewer widest concepts than this shows at once what is below them: two say nothing."""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Narrowing:
    """Tabs for the kinds, groups for the rest."""

    kinds: list[Option]
    groups: list[Group]

    @property
    def picked(self) -> list[Option]:
        """Every value that is on, to be switched off one by one."""
        return picked_in(self.groups)


def narrowing(counts: Counts, address: Address, labels: Mapping[str, Concept], book: Book) -> Narrowing:
    """What to show of these counts; values that would leave nothing come from the vocabulary and from the rooms."""
    groups = [
        Group(facet.label, list(_options(facet, counts.get(facet.name, {}), address, labels, book)))
        for facet in all_facets()
    ]
    return Narrowing(_kinds(counts.get(KIND, {}), address), [group for group in groups if group.options])


def concepts_to_name(counts: Counts, address: Address, book: Book) -> set[str]:
    """Every concept that the groups may show: what has results, what is picked, and what fills them up."""
    named = {value for values in counts.values() for value in values if "." in value}
    for value in (one for values in address.filters.values() for one in values if "." in one):
        for above in book.with_broader(value):
            named |= {above, *book.narrower.get(above, ())[:MOST_OPTIONS]}
    for name in facets_of_concepts():
        named.update(book.tops.get(name, ())[:MOST_OPTIONS])
    return named


def _kinds(counts: Mapping[str, int], address: Address) -> list[Option]:
    """Everything, then each kind."""
    picked = address.filters.get(KIND, ())
    everything = Option(_("Alles"), sum(counts.values()), not picked, address.with_filter(KIND, ()).url())
    kinds = [
        Option(
            source.label,
            counts.get(source.kind, 0),
            source.kind in picked,
            address.with_filter(KIND, (source.kind,)).url(),
        )
        for source in all_sources()
    ]
    return [everything, *kinds]


def _options(
    facet: Facet, counts: Mapping[str, int], address: Address, labels: Mapping[str, Concept], book: Book
) -> Iterator[Option]:
    picked = address.filters.get(facet.name, ())
    values = (
        ((value, labels[value].label, depth) for value, depth in _tree(facet.name, counts, picked, labels, book))
        if facet.of_concepts
        else ((value, label, 0) for value, label in facet.values.items())
    )
    for value, label, depth in values:
        count, is_on = counts.get(value, 0), value in picked
        url = address.toggled(facet.name, value).url() if count or is_on else ""
        yield Option(label, count, is_on, url, depth)


def _tree(
    name: str, counts: Mapping[str, int], picked: tuple[str, ...], labels: Mapping[str, Concept], book: Book
) -> Iterator[tuple[str, int]]:
    """The widest concepts, and under one that is on (or holds one that is on) those below it.

    What has results comes first; what has none fills up to a dozen, in the order of the thesaurus.
    """
    opened = {above for value in picked for above in book.with_broader(value)}
    shown = [value for value in labels if value.partition(".")[0] == name and (counts.get(value) or value in opened)]
    ranked = sorted(shown, key=lambda value: (-counts.get(value, 0), labels[value].label))
    widest = book.tops.get(name, ())
    tops = [value for value in ranked if value not in book.broader]
    tops = [value for place, value in enumerate(tops) if place < MOST_OPTIONS or value in opened]
    for top in (*tops, *_filling(widest, tops, labels)):
        yield top, 0
        if top in opened or (len(widest) < FEW_TOPS and counts.get(top)):
            below = [value for value in ranked if top in book.broader.get(value, ())]
            yield from ((value, 1) for value in below)
            if top in opened:
                yield from ((value, 1) for value in _filling(book.narrower.get(top, ()), below, labels))


def _filling(values: Sequence[str], there: Sequence[str], labels: Mapping[str, Concept]) -> Iterator[str]:
    """What else there is, until there are a dozen."""
    others = (value for value in values if value not in there and value in labels)
    return islice(others, max(0, MOST_OPTIONS - len(there)))
