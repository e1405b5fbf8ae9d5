"""What is asked about somebody's own writing; always for that person."""

from reflection.queries.started import Started, started_by

__all__ = ["Started", "started_by"]
