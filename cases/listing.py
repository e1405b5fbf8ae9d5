"""The overview with its filters: pure, over cases that the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Length
from cases.models import CasePage

# The name of each filter in the address, which is also the facet whose concepts it offers.
FACETS: dict[str, str | Promise] = {
    "as": _("As"),
    "dom": _("Levensdomein"),
    "thema": _("Thema"),
    "set": _("Setting"),
    "fase": _("Fase"),
}
LENGTH = "duur"


@dataclass(frozen=True)
class Choice:
    """One box to tick: what it says, and how many cases remain when it is ticked."""

    value: str
    label: str | Promise
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A question to filter on."""

    name: str
    label: str | Promise
    choices: list[Choice]

    @property
    def is_used(self) -> bool:
        """Whether something is ticked."""
        return any(choice.chosen for choice in self.choices)


def chosen_from(query: QueryDict) -> dict[str, set[str]]:
    """What is ticked, by filter; anything else in the address is left alone."""
    return {name: set(query.getlist(name)) for name in (*FACETS, LENGTH) if query.getlist(name)}


def values_of(case: CasePage, name: str) -> dict[str, str | Promise]:
    """What this case has under a filter, with labels."""
    if name == LENGTH:
        length = Length.of(case.reading_minutes)
        return {length.value: length.label}
    return {concept.pk: concept.label for concept in case.concepts.all() if concept.facet_id == name}


def matches(case: CasePage, chosen: Mapping[str, set[str]]) -> bool:
    """Whether the case has at least one ticked value of every filter that is used."""
    return all(values & values_of(case, name).keys() for name, values in chosen.items())


def filters(cases: Sequence[CasePage], chosen: Mapping[str, set[str]]) -> list[Filter]:
    """Every filter with its choices; each count takes the other filters into account, not its own."""
    result: list[Filter] = []
    for name, label in {**FACETS, LENGTH: _("Leestijd")}.items():
        others = {other: values for other, values in chosen.items() if other != name}
        labels: dict[str, str | Promise] = {}
        counts: dict[str, int] = {}
        for case in cases:
            fits = matches(case, others)
            for value, text in values_of(case, name).items():
                labels[value] = text
                counts[value] = counts.get(value, 0) + fits
        ticked = chosen.get(name, set())
        choices = [Choice(value, labels[value], counts[value], value in ticked) for value in labels]
        choices = [choice for choice in choices if choice.count or choice.chosen]
        choices.sort(key=_by_length if name == LENGTH else _by_label)
        if choices:
            result.append(Filter(name, label, choices))
    return result


def _by_length(choice: Choice) -> tuple[int, str]:
    return Length.values.index(choice.value), ""


def _by_label(choice: Choice) -> tuple[int, str]:
    """What is ticked first, so that it is seen without scrolling."""
    return not choice.chosen, str(choice.label).casefold()
