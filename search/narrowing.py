"""The ways to narrow that stand beside the results, with counts that are true for this reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from search.asking import Address
from search.choosing import Group, Option, picked_in
from search.concepts import Book
from search.facets import KIND, Facet, all_facets
from search.sources import all_sources
from vocabulary.models import Concept

MOST_OPTIONS = 12

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
    """What to show of these counts. A value without a name in this language of the house is not shown."""
    groups = [
        Group(facet.label, list(_options(facet, counts.get(facet.name, {}), address, labels, book)))
        for facet in all_facets()
    ]
    return Narrowing(
        _kinds(counts.get(KIND, {}), address), [group for group in groups if len(group.options) > 1 or group.picked]
    )


def _kinds(counts: Mapping[str, int], address: Address) -> list[Option]:
    """Everything, then each kind that has results."""
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
        if counts.get(source.kind) or source.kind in picked
    ]
    return [everything, *kinds]


def _options(
    facet: Facet, counts: Mapping[str, int], address: Address, labels: Mapping[str, Concept], book: Book
) -> Iterator[Option]:
    picked = address.filters.get(facet.name, ())
    if not facet.of_concepts:
        for value, label in facet.values.items():
            if counts.get(value) or value in picked:
                yield Option(label, counts.get(value, 0), value in picked, address.toggled(facet.name, value).url())
        return
    for value, depth in _tree(facet.name, counts, picked, labels, book):
        yield Option(
            labels[value].label, counts.get(value, 0), value in picked, address.toggled(facet.name, value).url(), depth
        )


def _tree(
    name: str, counts: Mapping[str, int], picked: tuple[str, ...], labels: Mapping[str, Concept], book: Book
) -> Iterator[tuple[str, int]]:
    """The widest concepts, and under one that is on (or holds one that is on) those right below it."""
    opened = {above for value in picked for above in book.with_broader(value)}
    shown = [value for value in labels if value.partition(".")[0] == name and (counts.get(value) or value in opened)]
    ranked = sorted(shown, key=lambda value: (-counts.get(value, 0), labels[value].label))
    tops = [value for value in ranked if value not in book.broader]
    for top in [one for place, one in enumerate(tops) if place < MOST_OPTIONS or one in opened]:
        yield top, 0
        if top in opened:
            yield from ((value, 1) for value in ranked if top in book.broader.get(value, ()))
