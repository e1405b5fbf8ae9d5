"""An interpreter asks for a slower pace, where everybody sees it."""

import uuid

from django.db import transaction

from intervision.actions.locking import locked, store
from intervision.models import Seat
from intervision.rules import check_can_ask_slower


@transaction.atomic
def ask_slower(*, session_id: uuid.UUID, by: Seat, wanted: bool) -> None:
    """Ask the group to go slower, until the next phase or until it is fine again. Stops nothing. Raises NotYourPlace, NotNow."""
    session = locked(session_id)
    check_can_ask_slower(session, by)
    if session.goes_slower != wanted:
        session.goes_slower = wanted
        store(session)
