"""From a document to what an engine stores: keys, parts, concepts, facets."""

import hashlib
from collections.abc import Iterator

from search.analysis import analyser
from search.analysis.tokens import WORD
from search.concepts import Book
from search.documents import SearchDoc
from search.engines.base import Prepared
from search.facets import KIND, LANGUAGE, facet_of_concept, facets_of_concepts
from search.sources import all_sources


def prepare(doc: SearchDoc, version: int, book: Book) -> Prepared:
    """The analysed document."""
    texts = {"title": doc.title, "summary": doc.summary, "body": doc.body}
    written = {field: WORD.findall(text) for field, text in texts.items()}
    read = {field: analyser.read_all(words, doc.language) for field, words in written.items()}
    pieces = [piece for words in read.values() for word in words if word is not None for piece in word.pieces]
    keys = [None if word is None else word.key for words in read.values() for word in words]
    mentioned = [concept for match in book.find_in(keys, doc.language) for concept, _weight in match.concepts]
    return Prepared(
        pk=doc.pk,
        version=version,
        audience=str(doc.audience_id),
        texts={
            field: tuple((word.key, place) for place, word in enumerate(words) if word is not None)
            for field, words in read.items()
        },
        parts=(*pieces, *(key for text in texts.values() for key in analyser.joined(text))),
        concepts=(*doc.concepts, *mentioned),
        facets=tuple(dict.fromkeys(_facets(doc, book))),
        words=frozenset(
            typed for words in written.values() for word in set(words) if (typed := analyser.as_typed(word))
        ),
        updated=int(doc.updated_at.timestamp()) if doc.updated_at else 0,
        shown=doc.shown(),
    )


def fingerprint(book: Book) -> str:
    """Changes whenever any prepared document may differ while the documents are the same.

    Not with the search forms: which documents those change is written in the outbox, form by form.
    """
    kinds = sorted(source.kind for source in all_sources())
    made_by = f"{analyser.VERSION} {book.thesaurus} {' '.join(facets_of_concepts())} {' '.join(kinds)}"
    return hashlib.sha256(made_by.encode()).hexdigest()[:16]


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
