"""The outbox: what changed is written down in the same transaction, and indexed after it.

Signals to an engine fire before the commit, twice, or not at all (search.md 6.5). A row that stands or falls
with the change itself cannot be lost, and indexing twice does no harm.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from search.models import DirtyDocument

WORDS = "woorden"
"""The kind of a row that names no document, but words of which the meaning changed."""


def mark_dirty(kind: str, key: str) -> None:
    """Write down that this document changed or went away. Call it inside the transaction that changes it.

    After the commit one task is queued, however many documents were marked.
    """
    row = DirtyDocument.objects.create(kind=kind, key=str(key))
    transaction.on_commit(partial(poke, row.pk))


def mark_words(words: Iterable[tuple[str, str]]) -> None:
    """Write down that these words mean something else from now on: a language, and their keys in order.

    Which texts hold them is looked up when they are indexed. Call it inside the transaction that changes it.
    """
    rows = DirtyDocument.objects.bulk_create(
        DirtyDocument(kind=WORDS, key=f"{language}:{sequence}") for language, sequence in dict.fromkeys(words)
    )
    if rows:
        transaction.on_commit(partial(poke, max(row.pk for row in rows)))


def poke(marked: int) -> None:
    """Queue the indexer, unless a later mark is about to: each mark pokes, and only the last one needs to."""
    if DirtyDocument.objects.filter(pk__gt=marked).exists():
        return
    from search.tasks import index_dirty  # the task needs the engine, which needs settings that are ready

    index_dirty.enqueue()
