"""What is asked about somebody's own writing; always for that person."""

from reflection.queries.drafts import Unfinished, draft_at, last_stored, unfinished_entries
from reflection.queries.logbook import (
    Entry,
    deleted_of,
    entries_of,
    opened,
    search_entries,
    versions_of,
)
from reflection.queries.started import Started, started_by

__all__ = [
    "Entry",
    "Started",
    "Unfinished",
    "deleted_of",
    "draft_at",
    "entries_of",
    "last_stored",
    "opened",
    "search_entries",
    "started_by",
    "unfinished_entries",
    "versions_of",
]
