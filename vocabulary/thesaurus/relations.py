"""Do the entries agree with each other, and with what is loaded already?

Symmetric relations and `narrower` stand in the file twice, once at each end. A file in which one end is missing is
refused, not repaired: a repair would load something else than the file says, and an export would differ from it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _

from vocabulary.models.link import SYMMETRIC
from vocabulary.thesaurus.source import LISTS, Problem, Source

Concepts = dict[str, dict[str, Any]]
Reasons = Iterator[tuple[int, str]]


def problems_of_relations(source: Source, *, loaded: Collection[str] = ()) -> list[Problem]:
    """Everything that is wrong between entries. `loaded` are the concept ids that exist already and may not vanish."""
    problems = []
    for section in LISTS:
        problems += [source.problem(section, i, reason) for i, reason in _doubles(source.data[section])]
    concepts: Concepts = {c["id"]: c for c in source.data["concepts"]}
    facets = {f["id"] for f in source.data["facets"]}
    for check in (_facets_and_ids, _references, _symmetry, _narrower, _cycles, _deprecation):
        problems += [
            source.problem("concepts", i, reason) for i, reason in check(source.data["concepts"], concepts, facets)
        ]
    problems += [
        source.problem("language_guidance", i, _unknown("redirect", target))
        for i, tip in enumerate(source.data["language_guidance"])
        for target in tip["redirect"]
        if target not in concepts
    ]
    removed = _("staat niet meer in het bestand; een begrip verdwijnt nooit, zet het op deprecated met replacedBy")
    problems += [Problem(source.file, 1, gone, removed) for gone in sorted(set(loaded) - set(concepts))]
    return problems


def _unknown(key: str, target: str) -> str:
    return _("“%(key)s” wijst naar “%(target)s”, en dat begrip bestaat niet") % {"key": key, "target": target}


def _doubles(entries: list[dict[str, Any]]) -> Reasons:
    count = Counter(entry["id"] for entry in entries)
    seen = set()
    for i, entry in enumerate(entries):
        if count[entry["id"]] > 1 and entry["id"] in seen:
            yield i, _("dit id bestaat al hoger in het bestand")
        seen.add(entry["id"])


def _facets_and_ids(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    for i, entry in enumerate(entries):
        if entry["facet"] not in facets:
            yield i, _("facet “%(facet)s” bestaat niet") % {"facet": entry["facet"]}
        elif not entry["id"].startswith(f"{entry['facet']}."):
            yield i, _("het id begint niet met het facet “%(facet)s”") % {"facet": entry["facet"]}


def _references(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    for i, entry in enumerate(entries):
        singles = [(key, [entry[key]]) for key in ("broader", "replacedBy") if key in entry]
        lists = [(k, entry[k]) for k in ("narrower", "related", "closeMatch", "suggestContentNote") if k in entry]
        for key, targets in singles + lists:
            for target in targets:
                if target not in concepts:
                    yield i, _unknown(key, target)
                elif target == entry["id"]:
                    yield i, _("“%(key)s” wijst naar zichzelf") % {"key": key}
            if len(set(targets)) < len(targets):
                yield i, _("“%(key)s” noemt een begrip twee keer") % {"key": key}


def _symmetry(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    for i, entry in enumerate(entries):
        for key in SYMMETRIC:
            for target in entry.get(key, ()):
                if target in concepts and entry["id"] not in concepts[target].get(key, ()):
                    yield (
                        i,
                        _("“%(key)s” geldt in twee richtingen, en bij “%(target)s” staat dit begrip niet")
                        % {"key": key.value, "target": target},
                    )


def _narrower(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    below: dict[str, list[str]] = {}
    for entry in entries:
        if "broader" in entry:
            below.setdefault(entry["broader"], []).append(entry["id"])
    for i, entry in enumerate(entries):
        if entry.get("narrower", []) != below.get(entry["id"], []):
            yield i, _("“narrower” is niet de lijst van begrippen die dit als “broader” hebben, in volgorde")


def _cycles(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    for i, entry in enumerate(entries):
        seen, above = [entry["id"]], entry.get("broader")
        while above in concepts and above not in seen:
            seen.append(above)
            above = concepts[above].get("broader")
        if above == entry["id"] and len(seen) > 1:
            yield i, _("“broader” loopt in een kring: %(chain)s") % {"chain": " → ".join([*seen, above])}


def _deprecation(entries: list[dict[str, Any]], concepts: Concepts, facets: set[str]) -> Reasons:
    for i, entry in enumerate(entries):
        deprecated, target = entry.get("deprecated", False), entry.get("replacedBy")
        if deprecated and target is None:
            yield i, _("is deprecated en zegt niet waardoor het vervangen is (replacedBy)")
        elif target is not None and not deprecated:
            yield i, _("heeft “replacedBy” en is niet deprecated")
        elif target in concepts and concepts[target].get("deprecated"):
            yield i, _("is vervangen door “%(target)s”, dat zelf deprecated is") % {"target": target}
