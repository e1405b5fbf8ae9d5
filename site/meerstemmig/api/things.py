"""What the API says of a thing: never more than its first page shows to this person."""

from typing import Any

from django.conf import settings

from pages.passages import plain
from practices.models import PracticePage
from search.documents import SearchDoc
from vocabulary.models import Concept

TEXTS = {
    "occasion": "occasion",
    "who": "who",
    "means": "means",
    "what_was_hard": "hard_parts",
    "when_not": "not_when",
    "effect_for_young_people": "effect_young",
    "effect_for_the_network": "effect_network",
    "evidence": "evidence",
    "voice": "voice",
    "transfer": "transfer",
    "not_recommended_because": "discouraged_because",
}
"""By the name in the API, the field."""


def of_doc(doc: SearchDoc) -> dict[str, Any]:
    """A thing as it is found. `text` is empty where this is one of many."""
    return {
        "kind": doc.kind,
        "id": doc.key,
        "language": doc.language,
        "title": doc.title,
        "summary": doc.summary,
        "url": absolute(doc.url),
        "concepts": list(doc.concepts),
        "updated_at": doc.updated_at.isoformat() if doc.updated_at else None,
    }


def of_case(doc: SearchDoc) -> dict[str, Any]:
    """A case with its first stage. What opens later, opens on the site: first write, then read on."""
    return {**of_doc(doc), "first_stage": doc.body}


def of_practice(doc: SearchDoc, page: PracticePage) -> dict[str, Any]:
    """A practice with its whole record; JSON-LD, so that who knows schema.org can read it without this description."""
    return {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "@id": absolute(doc.url),
        "name": doc.title,
        "description": doc.summary,
        "inLanguage": doc.language,
        "license": page.licence,
        "step": [{"@type": "HowToStep", "text": plain(str(step.value))} for step in page.steps],
        **of_doc(doc),
        **{name: plain(str(getattr(page, field))) for name, field in TEXTS.items()},
        "ladder": page.ladder,
        "duration": page.duration,
        "tested_with": [str(group.value) for group in page.tested_with],
        "not_tested_with": [str(group.value) for group in page.not_tested_with],
        "organisation": page.organisation,
        "stewards": [str(steward.value) for steward in page.stewards],
        "described_on": page.described_on.isoformat() if page.described_on else None,
        "review_on": page.review_on.isoformat() if page.review_on else None,
        "is_stale": page.is_stale,
    }


def of_concept(concept: Concept) -> dict[str, Any]:
    """A concept with its names in three languages. Words that people type for it are not names, and stay inside."""
    return {
        "id": concept.pk,
        "facet": concept.facet_id,
        "broader": concept.broader_id,
        "label": {"nl": concept.label_nl, "fr": concept.label_fr, "en": concept.label_en},
        "note": {"nl": concept.note_nl, "fr": concept.note_fr, "en": concept.note_en},
        "regions": concept.regions,
    }


def absolute(url: str) -> str:
    """With the name of the site before it."""
    return f"{settings.SITE_URL}{url}"
