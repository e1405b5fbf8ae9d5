"""The OpenAPI description, made from the addresses and from what the API says of things."""

from typing import Any

from meerstemmig.api.answers import LAST_PAGE, MOST_PER_PAGE, PER_MINUTE, PER_PAGE
from meerstemmig.api.things import TEXTS

TEXT: dict[str, Any] = {"type": "string"}
TEXTLIST: dict[str, Any] = {"type": "array", "items": TEXT}
NOTHING_OR_TEXT: dict[str, Any] = {"type": ["string", "null"]}
IN_THREE: dict[str, Any] = {
    "type": "object",
    "properties": {"nl": TEXT, "fr": TEXT, "en": TEXT},
    "required": ["nl", "fr", "en"],
}
FOUND: dict[str, Any] = {
    "kind": {"type": "string", "enum": ["praktijk", "casus", "module", "tekst"]},
    "id": TEXT,
    "language": {"type": "string", "enum": ["nl", "fr", "en"]},
    "title": TEXT,
    "summary": TEXT,
    "url": {"type": "string", "format": "uri"},
    "concepts": TEXTLIST,
    "updated_at": {"type": ["string", "null"], "format": "date-time"},
}
STEP: dict[str, Any] = {"type": "object", "properties": {"@type": TEXT, "text": TEXT}, "required": ["@type", "text"]}
PRACTICE: dict[str, Any] = {
    **dict.fromkeys(("@context", "@type", "@id", "name", "description", "inLanguage", "license"), TEXT),
    "step": {"type": "array", "items": STEP},
    **FOUND,
    **dict.fromkeys(TEXTS, TEXT),
    "ladder": {"type": "string", "enum": ["idee", "uitgeprobeerd", "goed-beschreven", "onderbouwd", "onderzocht"]},
    "duration": TEXT,
    "tested_with": TEXTLIST,
    "not_tested_with": TEXTLIST,
    "organisation": TEXT,
    "stewards": TEXTLIST,
    "described_on": {"type": ["string", "null"], "format": "date"},
    "review_on": {"type": ["string", "null"], "format": "date"},
    "is_stale": {"type": "boolean"},
}
CONCEPT: dict[str, Any] = {
    "id": TEXT,
    "facet": TEXT,
    "broader": NOTHING_OR_TEXT,
    "label": IN_THREE,
    "note": IN_THREE,
    "regions": TEXTLIST,
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "Found": FOUND,
    "Practice": PRACTICE,
    "Case": {**FOUND, "first_stage": TEXT},
    "Concept": CONCEPT,
}
PAGES = [
    ("page", "Which page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
    ("per_page", "How many", {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE}),
]
LANGUAGE = [("language", "Only what is in this language", {"type": "string", "enum": ["nl", "fr", "en"]})]


def described() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Meerstemmig",
            "version": "1",
            "description": (
                "Reading only. Answers hold what the pages show to whoever asks: without a session what is public, with "
                f"one what that person may see. {PER_MINUTE} requests a minute. Send If-None-Match with the ETag you hold."
            ),
        },
        "paths": {
            "/api/v1/practices/": _path("Practices", "Found", PAGES + LANGUAGE, many=True),
            "/api/v1/practices/{id}/": _path("A practice, as JSON-LD too", "Practice", [], one=("integer",)),
            "/api/v1/cases/": _path("Cases", "Found", PAGES + LANGUAGE, many=True),
            "/api/v1/cases/{id}/": _path("A case, as far as its first stage", "Case", [], one=("integer",)),
            "/api/v1/concepts/": _path("Concepts", "Concept", [*PAGES, ("facet", "Only these", TEXT)], many=True),
            "/api/v1/concepts/{id}/": _path("A concept", "Concept", [], one=("string",)),
            "/api/v1/search/": _path(
                'Search: words, "phrases" and -exclusions',
                "Found",
                [("q", "The question", TEXT), ("kind", "Only this kind; may be repeated", TEXT), *PAGES, *LANGUAGE],
                many=True,
            ),
        },
        "components": {
            "schemas": {
                name: {
                    "type": "object",
                    "properties": fields,
                    "required": sorted(fields),
                    "additionalProperties": False,
                }
                for name, fields in SCHEMAS.items()
            }
        },
    }


def _path(
    summary: str,
    schema: str,
    asked: list[tuple[str, str, dict[str, Any]]],
    *,
    many: bool = False,
    one: tuple[str, ...] = (),
) -> dict[str, Any]:
    said: dict[str, Any] = {"$ref": f"#/components/schemas/{schema}"}
    if many:
        page = {"count": {"type": "integer"}, "next": NOTHING_OR_TEXT, "previous": NOTHING_OR_TEXT}
        said = {
            "type": "object",
            "properties": {**page, "results": {"type": "array", "items": said}},
            "required": ["count", "next", "previous", "results"],
        }
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": kind}} for kind in one]
    parameters += [{"name": name, "in": "query", "description": what, "schema": of} for name, what, of in asked]
    ok = {"description": "OK", "content": {"application/json": {"schema": said}}}
    others = {
        "304": "You hold this already",
        "404": "Absent, or not for you",
        "429": "Too many; wait Retry-After seconds",
    }
    if schema == "Found" and any(name == "q" for name, _what, _of in asked):
        others["503"] = "Search is away for a moment"
    responses = {"200": ok, **{status: {"description": why} for status, why in others.items()}}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}
