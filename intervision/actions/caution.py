"""The private answer before a session, and what it makes of the start."""

import uuid

from django.db import transaction

from intervision.actions.locking import locked
from intervision.caution import is_called_for, without_names
from intervision.enums import Judged
from intervision.models import SafetyAnswer, Seat, Session
from intervision.rules import check_can_answer, check_can_choose_nameless
from intervision.script import Script
from people.leftovers import empty_write_ahead_log
from reflection.models import new_data_key

LENGTH = max(len(each) for each in Judged.values)
"""Of every sealed answer, so that its length tells nothing."""


@transaction.atomic
def answer_safely(*, session_id: uuid.UUID, by: Seat, answer: Judged) -> None:
    """Keep what somebody answers, in the place of what they answered before. Pokes nobody: no other device may tell
    that anybody answered. Raises NotYourPlace, or NotNow once the session began."""
    session = locked(session_id)
    check_can_answer(session, by)
    SafetyAnswer.objects.filter(seat=by).delete()
    kept = SafetyAnswer(seat=by)
    kept.seal(Judged(answer).value.ljust(LENGTH), new_data_key())
    kept.save(force_insert=True)


@transaction.atomic
def choose_nameless(*, session_id: uuid.UUID, by: Seat, nameless: bool) -> None:
    """Let the group write without names, or leave that open. Pokes nobody, so that nobody can tell by it that it was
    chosen, or was not. Raises NotYourPlace, NotNow."""
    session = locked(session_id)
    check_can_choose_nameless(session, by)
    session.is_nameless = nameless
    session.save(update_fields=["is_nameless"])


def settle(session: Session, script: Script) -> Script:
    """At the start: the course as the group will hold it. Every answer is shredded. Saves no session."""
    if session.is_practice:
        return script
    session.is_nameless = is_called_for(session)
    for each in SafetyAnswer.objects.filter(seat__session=session).select_related("data_key"):
        each.delete()
    transaction.on_commit(empty_write_ahead_log)
    return without_names(script) if session.is_nameless else script
