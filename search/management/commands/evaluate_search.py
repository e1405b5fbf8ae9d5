"""`manage.py evaluate_search DOCS.jsonl QUERIES.jsonl [--engine memory|tantivy|elasticsearch] [--no-thesaurus]`"""

import json
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from search.concepts import Book
from search.engines.base import EngineUnavailable
from search.engines.temporary import ENGINES, temporary
from search.evaluation.evaluating import evaluate
from search.evaluation.judged import VIEWER, JudgedError, audience_of, read_docs, read_queries
from search.reading import book, shipped_book
from vocabulary.silence import Silence


class Command(BaseCommand):
    """Measures search on documents and judged questions, in an index of its own. The serving index is not touched.

    Prints one JSON object. The asker is a member of the organisation: the token `org`, and nothing else.
    """

    help = "Measure search on judged questions: nDCG@10, MRR, recall@10, questions without result, leaks."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("docs", type=Path, help="one document per line: id, title, text, tags, acl, lang, ...")
        parser.add_argument("queries", type=Path, help="one question per line: qid, q, kind, judgments")
        parser.add_argument("--engine", choices=sorted(ENGINES), default="tantivy")
        parser.add_argument("--no-thesaurus", action="store_true", help="only analysis: no concepts, no search forms")

    def handle(self, *args: Any, docs: Path, queries: Path, **options: Any) -> None:
        try:
            library, questions = read_docs(docs), read_queries(queries)
        except JudgedError as error:
            raise CommandError(str(error)) from error
        words = nothing() if options["no_thesaurus"] else self.vocabulary()
        viewer = frozenset({str(audience_of(VIEWER))})
        try:
            with tempfile.TemporaryDirectory() as folder, temporary(options["engine"], folder) as engine:
                found = evaluate(library, questions, engine=engine, book=words, viewer=viewer)
        except EngineUnavailable as trouble:
            raise CommandError(f"The engine does not answer: {trouble}") from None
        self.stdout.write(json.dumps(found.summary(), ensure_ascii=False))

    def vocabulary(self) -> Book:
        """That of this house; where none is loaded yet, the one it comes with."""
        try:
            loaded = book()
        except DatabaseError:
            loaded = nothing()
        if loaded.known:
            return loaded
        self.stderr.write("No vocabulary is loaded here; using the files in content/.")
        return shipped_book(Path(settings.CONTENT_DIR))


def nothing() -> Book:
    """A vocabulary without a word in it."""
    return Book({}, {}, {}, {}, {}, Silence(frozenset()), frozenset(), "none")
