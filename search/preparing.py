"""From a document to what an engine stores: keys, parts, concepts, facets."""

import hashlib
from collections.abc import Iterator

from search.analysis import analyser
from search.analysis.tokens import MOST_LETTERS, WORD, fold, lower
from search.concepts import Book
from search.documents import SearchDoc
from search.engines.base import Prepared
from search.facets import KIND, LANGUAGE, facet_of_concept


def prepare(doc: SearchDoc, version: int, book: Book) -> Prepared:
    """The analysed document."""
    whole = f"{doc.title}\n{doc.summary}\n{doc.body}"
    read = {
        field: list(analyser.terms(text, doc.language))
        for field, text in (("title", doc.title), ("summary", doc.summary), ("body", doc.body))
    }
    pieces = [piece for terms in read.values() for term in terms for piece in term.pieces]
    mentioned = [concept for match in book.find(whole, doc.language) for concept, _weight in match.concepts]
    return Prepared(
        pk=doc.pk,
        version=version,
        audience=str(doc.audience_id),
        texts={field: tuple((term.key, term.position) for term in terms) for field, terms in read.items()},
        parts=(*pieces, *analyser.joined(whole)),
        concepts=(*doc.concepts, *mentioned),
        facets=tuple(dict.fromkeys(_facets(doc, book))),
        words=frozenset(_words(whole)),
        updated=int(doc.updated_at.timestamp()) if doc.updated_at else 0,
        shown=doc.shown(),
    )


def fingerprint(book: Book) -> str:
    """Changes whenever prepared documents would differ while the documents are the same."""
    return hashlib.sha256(f"{analyser.VERSION} {book.edition}".encode()).hexdigest()[:16]


def _facets(doc: SearchDoc, book: Book) -> Iterator[str]:
    yield f"{KIND}={doc.kind}"
    yield f"{LANGUAGE}={doc.language}"
    for concept in doc.concepts:
        for one in book.with_broader(concept):
            name = facet_of_concept(one)
            if name is not None:
                yield f"{name}={one}"
    for name, values in doc.facets.items():
        yield from (f"{name}={value}" for value in values)


def _words(text: str) -> Iterator[str]:
    for written in set(WORD.findall(text)):
        word = fold(lower(written[:MOST_LETTERS]))
        if 4 <= len(word) <= 30 and word.isalpha():
            yield word
