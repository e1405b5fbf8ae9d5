"""How a prepared document lies in tantivy."""

import json

import tantivy as tv

from search.engines.base import Prepared
from search.tree import CONCEPTS, PARTS, TEXT_FIELDS

VERSION = "1"
"""Raise it when the schema changes; the index is then rebuilt."""
MOST_BYTES = 8000
"""A longer raw value would be stored but never found (search.md 3.4)."""


def _schema() -> tv.Schema:
    build = tv.SchemaBuilder()
    build.add_text_field("pk", stored=True, tokenizer_name="raw", index_option="basic", fast=True)
    for field, _boost in TEXT_FIELDS:
        build.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in (PARTS, CONCEPTS):
        build.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in ("audience", "facets"):
        build.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    build.add_text_field("words", tokenizer_name="raw", index_option="basic")
    build.add_unsigned_field("updated", indexed=True, fast=True)
    build.add_unsigned_field("version", stored=True)
    build.add_bytes_field("shown", stored=True)
    return build.build()


SCHEMA = _schema()


def to_document(doc: Prepared) -> tv.Document:
    """The prepared document as tantivy takes it: tokens as they are, no analysis of its own."""
    made = tv.Document()
    made.add_text("pk", doc.pk)
    for field, keys in doc.texts.items():
        made.add_pre_tokenized_text(field, _tokens(keys))
    for field, values in ((PARTS, doc.parts), (CONCEPTS, doc.concepts)):
        made.add_pre_tokenized_text(field, _tokens(tuple((value, place) for place, value in enumerate(values))))
    made.add_text("audience", doc.audience)
    for facet in doc.facets:
        made.add_text("facets", facet[:MOST_BYTES])
    for word in doc.words:
        made.add_text("words", word)
    made.add_unsigned("updated", doc.updated)
    made.add_unsigned("version", doc.version)
    made.add_bytes("shown", json.dumps(doc.shown).encode())
    return made


def _tokens(keys: tuple[tuple[str, int], ...]) -> tv.PreTokenizedString:
    return tv.PreTokenizedString(
        " ".join(key for key, _ in keys), [tv.Token(key, position, 0, 0) for key, position in keys]
    )
