"""Whether something broke because nothing can be stored just now, told from what the database or the disk says."""

import errno
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class Trouble(Enum):
    """Why nothing can be stored. It passes by itself, or somebody has to make room or change something."""

    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read only"
    AWAY = "away"
    """Nobody answers: the database is stopped, starting, or cannot be reached."""

    @property
    def status(self) -> int:
        """What HTTP calls it."""
        return 507 if self is Trouble.FULL else 503


SQLITE_SAYS = {
    "is locked": Trouble.BUSY,  # "database is locked", "database table is locked"
    "database or disk is full": Trouble.FULL,
    "attempt to write a readonly database": Trouble.READ_ONLY,
}
POSTGRES_SAYS = {
    "55P03": Trouble.BUSY,  # lock_not_available
    "40P01": Trouble.BUSY,  # deadlock_detected
    "57014": Trouble.BUSY,  # query_canceled, by a time limit
    "53300": Trouble.BUSY,  # too_many_connections
    "53100": Trouble.FULL,  # disk_full
    "25006": Trouble.READ_ONLY,  # read_only_sql_transaction
}
"""By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html"""
AWAY = ("08", "57P")
"""The beginnings of what PostgreSQL calls a lost connection, and a server that stops or starts."""
DISK_SAYS = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL, errno.EROFS: Trouble.READ_ONLY}


def trouble_behind(error: BaseException | None) -> Trouble | None:
    """Which trouble this came from, itself or whatever it was raised from; None where it is something else.

    Sessions hide it: where storing one fails, Django says that the session was ended meanwhile.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if trouble := _said_by(error):
            return trouble
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None


def _said_by(error: BaseException) -> Trouble | None:
    if isinstance(error, InterfaceError):
        return Trouble.AWAY  # "the connection is closed", and its like
    if isinstance(error, DatabaseError):
        state = getattr(error.__cause__, "sqlstate", None)
        if state:
            return POSTGRES_SAYS.get(state, Trouble.AWAY if state.startswith(AWAY) else None)
        if isinstance(error, OperationalError) and hasattr(error.__cause__, "sqlstate"):
            return Trouble.AWAY  # psycopg never heard from the server
        return next((trouble for part, trouble in SQLITE_SAYS.items() if part in str(error)), None)
    return DISK_SAYS.get(error.errno or 0) if isinstance(error, OSError) else None
