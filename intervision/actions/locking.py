"""How a session is changed: one row locked, one version further, one poke."""

import uuid

from intervision.live import announce
from intervision.models import Session


def locked(session_id: uuid.UUID) -> Session:
    """The session as it is now, locked until the transaction ends. Call inside `transaction.atomic()`.

    PostgreSQL locks the row; on SQLite every transaction is IMMEDIATE and so already alone.
    """
    return Session.objects.select_for_update(of=("self",)).select_related("data_key", "circle").get(pk=session_id)


def store(session: Session) -> None:
    """Save the session one version further, and poke every device in it after the commit."""
    session.version += 1
    session.save()
    announce(session.pk, session.version)
