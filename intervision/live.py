"""Telling the other devices that something changed: after the commit, and nothing but a version."""

import uuid

from django.db import connection, transaction

from intervision.hub import hub

CHANNEL = "meerstemmig_live"


def announce(session_id: uuid.UUID, version: int) -> None:
    """Poke every device in this session once the running transaction is committed.

    On PostgreSQL the database tells every worker (NOTIFY leaves with the commit); on SQLite there is one
    process, and its hub is told directly.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{session_id}:{version}"])
    else:
        transaction.on_commit(lambda: hub.publish(session_id, version))
