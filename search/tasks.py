"""Work in the background."""

from django_tasks import task

from search.indexer import drain


@task()
def index_dirty() -> int:
    """Index what the outbox holds; the number of documents."""
    return drain()
