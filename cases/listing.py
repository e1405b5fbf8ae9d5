"""The overview with its filters: pure, over cases that the reader may see."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Length
from cases.models import CasePage
from search.choosing import Group, group, passes

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


def chosen_from(query: QueryDict, cases: Sequence[CasePage]) -> dict[str, list[str]]:
    """What is picked, by filter. What none of these cases has is no choice, and anything else in the address is left."""
    known = {name: {value for case in cases for value in values_of(case, name)} for name in LABELS}
    picks = {name: [value for value in dict.fromkeys(query.getlist(name)) if value in known[name]] for name in LABELS}
    return {name: values for name, values in picks.items() if values}


def values_of(case: CasePage, name: str) -> dict[str, str | Promise]:
    """What this case has under a filter, with labels."""
    if name == LENGTH:
        length = Length.of(case.reading_minutes)
        return {length.value: length.label}
    return {concept.pk: concept.label for concept in case.concepts.all() if concept.facet_id == name}


def matches(case: CasePage, chosen: Mapping[str, Sequence[str]]) -> bool:
    """Whether the case has at least one picked value of every filter that is used."""
    return passes({name: {*values_of(case, name)} for name in chosen}, chosen)


def filters(cases: Sequence[CasePage], chosen: Mapping[str, Sequence[str]]) -> list[Group]:
    """Every filter with its values; each count takes the other filters into account, not its own."""
    found = [{name: values_of(case, name) for name in LABELS} for case in cases]
    things = [{name: {*values} for name, values in one.items()} for one in found]
    groups = []
    for name, label in LABELS.items():
        seen = {value: text for one in found for value, text in one[name].items()}
        labels = _by_length(seen) if name == LENGTH else dict(sorted(seen.items(), key=lambda pair: str(pair[1])))
        groups.append(group(name, label, labels, things, chosen))
    return [one for one in groups if one.options]


def _by_length(labels: Mapping[str, str | Promise]) -> dict[str, str | Promise]:
    return {value: labels[value] for value in Length.values if value in labels}
