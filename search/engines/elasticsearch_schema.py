"""How a prepared document lies in Elasticsearch: keys as words parted by spaces, so that it analyses nothing itself."""

from typing import Any

from elasticsearch_dsl import Document, Keyword, Long, MetaField, Object, Text

from search.engines.base import Prepared
from search.tree import CONCEPTS, PARTS, TEXT_FIELDS

VERSION = "1"
"""Raise it when the mapping changes; the index is then rebuilt."""
MOST_CHARACTERS = 8000
"""Lucene refuses a raw value of more than 32,766 bytes, and with it the whole document."""
GAP = "_"
"""Stands where a stop word stood, so that phrases keep their distances. No key is an underscore."""

WRITING = {"refresh_interval": "-1"}
SERVING = {"refresh_interval": "1s"}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # one shard: document frequencies are those of the library, as on the other engines
    "auto_expand_replicas": "0-1",
    "gc_deletes": "1h",  # a deletion outlives every slow writer that still wants to put an older version
    **WRITING,
}


def in_order(field: str) -> str:
    """The field that holds the same keys with their distances, for phrases. It counts for no score."""
    return f"{field}_in_order"


def _counted() -> Text:
    return Text(analyzer="whitespace", index_options="freqs")


def _ordered() -> Text:
    return Text(analyzer="whitespace", index_options="positions", norms=False)


class LibraryDocument(Document):
    """The mapping. Strict: a field that is not named here is a mistake. Only what a result needs is kept as source."""

    pk = Keyword()
    version = Long(index=False)
    title = _counted()
    title_in_order = _ordered()
    summary = _counted()
    summary_in_order = _ordered()
    body = _counted()
    body_in_order = _ordered()
    parts = _counted()
    concepts = _counted()
    audience = Keyword()
    facets = Keyword()
    words = Keyword()
    updated = Long()
    shown = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=["pk", "version", "shown"])


def index_body(fingerprint: str) -> dict[str, Any]:
    """Settings and mapping of a new generation, which carries what it was made of."""
    mappings = LibraryDocument._doc_type.mapping.to_dict()  # noqa: SLF001 - documented by elasticsearch-dsl
    return {"settings": {"index": SETTINGS}, "mappings": {**mappings, "_meta": {"made_of": f"{VERSION} {fingerprint}"}}}


def to_source(doc: Prepared) -> dict[str, Any]:
    """The prepared document as Elasticsearch takes it."""
    source: dict[str, Any] = {
        "pk": doc.pk,
        "version": doc.version,
        PARTS: " ".join(doc.parts),
        CONCEPTS: " ".join(doc.concepts),
        "audience": doc.audience,
        "facets": [facet[:MOST_CHARACTERS] for facet in doc.facets],
        "words": sorted(doc.words),
        "updated": doc.updated,
        "shown": dict(doc.shown),
    }
    for field, _boost in TEXT_FIELDS:
        keys = doc.texts.get(field, ())
        source[field] = " ".join(key for key, _position in keys)
        source[in_order(field)] = _spaced(keys)
    return source


def _spaced(keys: tuple[tuple[str, int], ...]) -> str:
    words: list[str] = []
    for key, position in keys:
        words += [GAP] * (position - len(words))
        words.append(key)
    return " ".join(words)
