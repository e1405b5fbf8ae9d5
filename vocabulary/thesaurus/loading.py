"""From the file into the database."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from vocabulary.folding import fold
from vocabulary.languages import LANGUAGES
from vocabulary.models import (
    Concept,
    ConceptForm,
    ConceptLink,
    Facet,
    FormKind,
    LanguageTip,
    LinkKind,
    Release,
    TipRedirect,
)
from vocabulary.silence import Silence, silence
from vocabulary.thesaurus.relations import problems_of_relations
from vocabulary.thesaurus.shape import problems_of_shape
from vocabulary.thesaurus.source import Source, ThesaurusError


@dataclass(frozen=True)
class Loaded:
    """How much a file holds."""

    facets: int
    concepts: int
    tips: int


@transaction.atomic
def load(source: Source) -> Loaded:
    """Make the vocabulary what the file says: all of it, or nothing (ThesaurusError, with every problem).

    Facets and concepts are updated in place, so what points at them keeps pointing. Forms, links and tips have
    nothing pointing at them and are written anew. Takes no other locks than those of its own tables.
    """
    problems = problems_of_shape(source)
    if not problems:
        loaded = Concept.objects.values_list("pk", flat=True)
        problems = problems_of_relations(source, loaded=list(loaded))
    if problems:
        raise ThesaurusError(problems)
    data = source.data
    _upsert(Facet, [_facet(f, i) for i, f in enumerate(data["facets"])])
    Facet.objects.exclude(pk__in=[f["id"] for f in data["facets"]]).delete()
    _upsert(Concept, [_concept(c, i) for i, c in enumerate(data["concepts"])])
    ConceptForm.objects.all().delete()
    ConceptForm.objects.bulk_create([form for c in data["concepts"] for form in _forms(c)])
    ConceptLink.objects.all().delete()
    ConceptLink.objects.bulk_create([link for c in data["concepts"] for link in _links(c)])
    quiet = silence_of(data)
    _load_tips(data, quiet)
    Release.objects.update_or_create(
        id=1,
        defaults={
            "version": str(data["meta"].get("version", ""))[:20],
            "heading": source.heading,
            "meta": json.dumps(data["meta"], ensure_ascii=False),
            "search": json.dumps(data["search"], ensure_ascii=False),
            "silent_words": sorted(quiet.words),
        },
    )
    return Loaded(len(data["facets"]), len(data["concepts"]), len(data["language_guidance"]))


def _upsert(model: Any, rows: list[Any]) -> None:
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _in_languages(field: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{field}_{language}": texts.get(language, "") for language in LANGUAGES}


def _facet(entry: dict[str, Any], position: int) -> Facet:
    return Facet(
        id=entry["id"],
        guidance=entry["guidance"],
        applies_to=entry["appliesTo"],
        max_tags=entry["maxTags"],
        position=position,
        **_in_languages("label", entry["prefLabel"]),
        **_in_languages("note", entry.get("scopeNote", {})),
    )


def _concept(entry: dict[str, Any], position: int) -> Concept:
    return Concept(
        id=entry["id"],
        facet_id=entry["facet"],
        broader_id=entry.get("broader"),
        regions=entry.get("region", []),
        is_deprecated=entry.get("deprecated", False),
        replaced_by_id=entry.get("replacedBy"),
        change_note=entry.get("changeNote", ""),
        position=position,
        **_in_languages("label", entry["prefLabel"]),
        **_in_languages("note", entry.get("scopeNote", {})),
    )


def _forms(entry: dict[str, Any]) -> list[ConceptForm]:
    words = [(FormKind.PREFERRED, language, text) for language, text in entry["prefLabel"].items()]
    for kind, key in ((FormKind.OTHER, "altLabel"), (FormKind.HIDDEN, "hiddenLabel")):
        words += [(kind, language, text) for language, texts in entry.get(key, {}).items() for text in texts]
    return [
        ConceptForm(concept_id=entry["id"], kind=kind, language=language, text=text, folded=fold(text), position=i)
        for i, (kind, language, text) in enumerate(dict.fromkeys(words))
    ]


def _links(entry: dict[str, Any]) -> list[ConceptLink]:
    return [
        ConceptLink(source_id=entry["id"], target_id=target, kind=kind, position=i)
        for kind in LinkKind
        for i, target in enumerate(entry.get(kind.value, ()))
    ]


def _load_tips(data: dict[str, Any], quiet: Silence) -> None:
    LanguageTip.objects.all().delete()
    LanguageTip.objects.bulk_create([_tip(tip, i, quiet) for i, tip in enumerate(data["language_guidance"])])
    TipRedirect.objects.bulk_create(
        TipRedirect(tip_id=tip["id"], concept_id=target, position=i)
        for tip in data["language_guidance"]
        for i, target in enumerate(dict.fromkeys(tip["redirect"]))
    )


def silence_of(data: dict[str, Any]) -> Silence:
    """The words of this thesaurus that are never printed."""
    concepts = data["concepts"]
    return silence(
        hidden=[w for c in concepts for words in c.get("hiddenLabel", {}).values() for w in words],
        no_echo=[w for tip in data["language_guidance"] if tip.get("noEcho") for w in tip["matches"]],
        shown=[
            *(label for c in concepts for label in c["prefLabel"].values()),
            *(w for c in concepts for words in c.get("altLabel", {}).values() for w in words),
            *(note for c in concepts for note in c.get("scopeNote", {}).values()),
        ],
    )


def _tip(entry: dict[str, Any], position: int, quiet: Silence) -> LanguageTip:
    no_echo = entry.get("noEcho", False)
    return LanguageTip(
        id=entry["id"],
        term=entry["term"],
        matches=entry["matches"],
        status=entry["status"],
        alternatives=entry["alternatives"],
        note=entry["note"],
        fr=entry["fr"],
        en=entry["en"],
        surface=entry["surface"],
        no_echo=no_echo,
        term_may_be_spoken=not no_echo and all(quiet.allows(word) for word in (entry["term"], *entry["matches"])),
        note_may_be_spoken=quiet.allows(entry["note"]),
        position=position,
    )
