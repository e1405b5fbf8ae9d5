"""What an SQLite file may still hold of rows that were deleted, and how it is left with nothing of them.

Three places. The row itself is overwritten with zeros (`secure_delete`, settings/database.py). The write-ahead log
holds older pages until it is emptied. And a row that moved to another page, as its table grew or shrank, may have left
a copy in a gap of the old one: `secure_delete` does not see those (measured: 1 deleted key in some 5,000), and only
writing the whole file anew takes them away. PostgreSQL keeps dead rows as well: docs/how-to/keys.md.
"""

import logging
import time
from datetime import timedelta

from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

PATIENCE = 2_000
"""Milliseconds to wait for whoever is reading. Meanwhile nobody writes, so it is short; the next turn tries again."""
REWRITE_EVERY = timedelta(hours=24)
MINUTE = 60


def empty_write_ahead_log() -> bool:
    """Bring everything from the log into the file, and leave the log empty; whether that could be done.

    Not inside a transaction, and not while somebody reads for long.
    """
    if not _is_free_sqlite():
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _in_log, _moved = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")
    return not busy


def merge_word_lists() -> None:
    """Leave nothing of deleted text in full-text tables: FTS5 only marks words as gone, until its parts are merged.

    Not inside a transaction. Elsewhere than in SQLite it does nothing.
    """
    if not _is_free_sqlite():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%using fts5%'")
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608 - a table of ours


def rewrite_file() -> bool:
    """Write the whole file anew, without gaps, and empty the log; whether that could be done.

    Whoever writes meanwhile waits (5 MB: 0.1 s); readers go on. Remembers when in the file's `user_version`.
    """
    if not _is_free_sqlite():
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute(f"PRAGMA user_version={int(time.time()) // MINUTE}")
    except OperationalError as error:
        logger.warning("The database file could not be written anew: %s", type(error).__name__)
        return False
    return empty_write_ahead_log()


def rewrite_when_due() -> bool:
    """Write the file anew where that was not done for a day, and empty the log in any case."""
    if not _is_free_sqlite():
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        minutes = int(cursor.fetchone()[0])
    if time.time() - minutes * MINUTE < REWRITE_EVERY.total_seconds():
        return empty_write_ahead_log()
    return rewrite_file()


def _is_free_sqlite() -> bool:
    return connection.vendor == "sqlite" and not connection.in_atomic_block
