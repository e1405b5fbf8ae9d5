"""By what results can be narrowed. Concepts bring their own facets; rooms register the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND = "soort"
LANGUAGE = "taal"


@dataclass(frozen=True)
class Facet:
    """One way to narrow. Its name is also its name in the address."""

    name: str
    label: str | Promise
    of_concepts: bool = False
    values: Mapping[str, str | Promise] = field(default_factory=dict)
    """The labels of the values, in their order; concepts have theirs in the vocabulary."""


_facets: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("dom", _("Levensdomein"), of_concepts=True),
        Facet("thema", _("Thema"), of_concepts=True),
        Facet("as", _("As"), of_concepts=True),
        Facet("set", _("Waar"), of_concepts=True),
        Facet("fase", _("Leeftijd en moment"), of_concepts=True),
        Facet("rol", _("Wie erbij betrokken is"), of_concepts=True),
        Facet("mech", _("Wat uitsluit"), of_concepts=True),
        Facet("kracht", _("Waar kracht zit"), of_concepts=True),
    )
}
_facets[LANGUAGE] = Facet(LANGUAGE, _("Taal"), values={"nl": _("Nederlands"), "fr": _("Frans"), "en": _("Engels")})


def register_facet(name: str, label: str | Promise, values: Mapping[str, str | Promise]) -> None:
    """Add a way to narrow; documents carry its values in `SearchDoc.facets[name]`."""
    _facets[name] = Facet(name, label, values=values)


def all_facets() -> list[Facet]:
    """Every way to narrow but the kind, which has its tabs."""
    return list(_facets.values())


def facets_of_concepts() -> list[str]:
    """The names of the facets whose values are concepts."""
    return [name for name, one in _facets.items() if one.of_concepts]


def facet(name: str) -> Facet | None:
    """The facet of this name."""
    return _facets.get(name)


def facet_of_concept(concept_id: str) -> str | None:
    """The facet a concept belongs to, when people can narrow by it."""
    name = concept_id.partition(".")[0]
    found = _facets.get(name)
    return name if found is not None and found.of_concepts else None
