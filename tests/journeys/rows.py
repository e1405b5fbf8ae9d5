"""The rows of a running site, put back to what they were while it goes on serving."""

import sqlite3
import time
from pathlib import Path

WORK = """
    SELECT count(*) FROM django_tasks_database_dbtaskresult
    WHERE status = 'RUNNING' OR (status = 'READY' AND (run_after <= ? OR run_after >= '9999'))
"""
COUNTERS = "SELECT name, seq FROM sqlite_sequence"
SESSIONS = "SELECT session_key, session_data, expire_date FROM django_session"
INDEXED = "search_dirtydocument"


class Rows:
    """A database file that a server has open, and what stood in it when nobody had come yet."""

    def __init__(self, file: Path):
        self.live = sqlite3.connect(file, timeout=30, isolation_level=None)
        self.original = sqlite3.connect(":memory:")
        self._wait_for_work(60)
        self.seen = self._version()
        self.live.backup(self.original)
        self.counted = dict(self.live.execute(COUNTERS)).get(INDEXED)

    def close(self) -> None:
        self.live.close()
        self.original.close()

    def _version(self) -> int:
        """Another number after a commit by somebody else."""
        return self.live.execute("PRAGMA data_version").fetchone()[0]

    def were_written(self) -> bool:
        return self._version() != self.seen

    def index_was_written(self) -> bool:
        """Whether a document was ever marked since: the index then knows what the rows no longer do."""
        return dict(self.live.execute(COUNTERS)).get(INDEXED) != self.counted

    def put_back(self) -> None:
        """The rows as they were, but for two things: who is signed in stays so, and no number is given out twice.

        What the server keeps in memory is under the numbers of rows. SQLite's own copying takes the lock that every
        other writer takes, so the server sees the one state or the other.
        """
        self._wait_for_work(10)
        numbers = self.live.execute(COUNTERS).fetchall()
        sessions = self.live.execute(SESSIONS).fetchall()
        self.original.backup(self.live)
        self.live.execute("BEGIN IMMEDIATE")
        self.live.executemany("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", numbers)
        self.live.executemany("INSERT OR IGNORE INTO django_session VALUES (?, ?, ?)", sessions)
        self.live.execute("COMMIT")
        self.seen = self._version()

    def _wait_for_work(self, seconds: int) -> None:
        """What the worker has in hand would write a row that is no longer there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
            if not self.live.execute(WORK, (now,)).fetchone()[0]:
                return
            time.sleep(0.05)
