"""The outbox: what changed is written down in the same transaction, and indexed after it.

Signals to an engine fire before the commit, twice, or not at all (search.md 6.5). A row that stands or falls
with the change itself cannot be lost, and indexing twice does no harm.
"""

from django.db import connection, transaction

from search.models import DirtyDocument


def mark_dirty(kind: str, key: str) -> None:
    """Write down that this document changed or went away. Call it inside the transaction that changes it.

    After the commit one task is queued, however many documents were marked.
    """
    DirtyDocument.objects.create(kind=kind, key=str(key))
    if not any(queued[1] is poke for queued in connection.run_on_commit):
        transaction.on_commit(poke)


def poke() -> None:
    """Queue the indexer."""
    from search.tasks import index_dirty  # the task needs the engine, which needs settings that are ready

    index_dirty.enqueue()
