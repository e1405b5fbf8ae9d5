"""From the database back to the file: byte for byte the same, when the file was written by `dumper`."""

import json
from typing import Any

from vocabulary.languages import LANGUAGES
from vocabulary.models import Concept, Facet, FormKind, LanguageTip, LinkKind, Release
from vocabulary.thesaurus.dumper import Labels, dump


def export() -> str:
    """The loaded thesaurus as YAML. Keys stand in one fixed order; what is empty is left out. Seven queries."""
    release = Release.objects.get()
    below: dict[str, list[str]] = {}
    for pk, broader in Concept.objects.filter(broader__isnull=False).values_list("pk", "broader"):
        below.setdefault(str(broader), []).append(pk)
    data = {
        "meta": json.loads(release.meta),
        "facets": [_facet(facet) for facet in Facet.objects.all()],
        "concepts": [
            _concept(concept, below.get(concept.pk, []))
            for concept in Concept.objects.prefetch_related("forms", "links")
        ],
        "language_guidance": [_tip(tip) for tip in LanguageTip.objects.prefetch_related("redirects")],
        "search": json.loads(release.search),
    }
    return release.heading + dump(data)


def _in_languages(thing: Any, field: str) -> dict[str, str]:
    texts = {language: getattr(thing, f"{field}_{language}") for language in LANGUAGES}
    return {language: text for language, text in texts.items() if text}


def _facet(facet: Facet) -> dict[str, Any]:
    note = _in_languages(facet, "note")
    return {
        "id": facet.pk,
        "prefLabel": Labels(_in_languages(facet, "label")),
        "appliesTo": facet.applies_to,
        "maxTags": facet.max_tags,
        "guidance": facet.guidance,
        **({"scopeNote": note} if note else {}),
    }


def _concept(concept: Concept, narrower: list[str]) -> dict[str, Any]:
    optional = {
        "altLabel": _forms(concept, FormKind.OTHER),
        "hiddenLabel": _forms(concept, FormKind.HIDDEN),
        "broader": concept.broader_id,
        "narrower": narrower,
        "related": _links(concept, LinkKind.RELATED),
        "closeMatch": _links(concept, LinkKind.CLOSE_MATCH),
        "region": concept.regions,
        "scopeNote": _in_languages(concept, "note"),
        "suggestContentNote": _links(concept, LinkKind.CONTENT_NOTE),
        "deprecated": concept.is_deprecated,
        "replacedBy": concept.replaced_by_id,
        "changeNote": concept.change_note,
    }
    return {
        "id": concept.pk,
        "facet": concept.facet_id,
        "prefLabel": Labels(_in_languages(concept, "label")),
        **{key: value for key, value in optional.items() if value},
    }


def _forms(concept: Concept, kind: FormKind) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in concept.forms.all():
        if form.kind == kind:
            found.setdefault(form.language, []).append(form.text)
    return found


def _links(concept: Concept, kind: LinkKind) -> list[str]:
    return [link.target_id for link in concept.links.all() if link.kind == kind]


def _tip(tip: LanguageTip) -> dict[str, Any]:
    return {
        "id": tip.pk,
        "term": tip.term,
        "matches": tip.matches,
        "status": tip.status,
        "alternatives": tip.alternatives,
        "note": tip.note,
        "fr": tip.fr,
        "en": tip.en,
        "redirect": [redirect.concept_id for redirect in tip.redirects.all()],
        "surface": tip.surface,
        **({"noEcho": True} if tip.no_echo else {}),
    }
