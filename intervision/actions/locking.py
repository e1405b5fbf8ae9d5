"""How a session is changed: one row locked, one version further, one poke."""

import uuid

from intervision.live import announce
from intervision.models import Session
from reflection.models import DataKey


def locked(session_id: uuid.UUID) -> Session:
    """The session as it is now, locked until the transaction ends. Call inside `transaction.atomic()`.

    PostgreSQL locks the row; on SQLite every transaction is IMMEDIATE and so already alone.
    """
    session = Session.objects.select_for_update(of=("self",)).select_related("data_key", "circle").get(pk=session_id)
    if session.data_key_id is not None and session.data_key is None:
        # Who waited for the lock gets the row as it is now, and what is joined to it as it was before: the key that
        # the other one made is only there for the next question.
        session.data_key = DataKey.objects.get(pk=session.data_key_id)
    return session


def store(session: Session) -> None:
    """Save the session one version further, and poke every device in it after the commit."""
    session.version += 1
    session.save()
    announce(session.pk, session.version)
