"""The end of a session: what somebody asked for is kept, everything else is erased."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision import clock
from intervision.actions.aftercare import plan_after_care
from intervision.actions.locking import locked, store
from intervision.actions.steps import remind
from intervision.enums import GUEST_KINDS, OUTPUT_KINDS, Keep, Move, SeatKind, Status, WriteKind
from intervision.exceptions import NotYourPlace, OvertakenByOther
from intervision.handover import drop_offer
from intervision.models import (
    Contribution,
    Draft,
    Event,
    KeptLine,
    Preparation,
    Ready,
    SafetyAnswer,
    Seat,
    Session,
)
from intervision.rules import check_can_decide, check_can_steer
from intervision.script import Script
from intervision.steps import check_reminder, is_step
from people.erasing import note_ended
from people.leftovers import empty_write_ahead_log
from reflection.models import DataKey, new_data_key

LEDGER_WORD = "sleutel"
"""Before the data key of a session in the ledger of what was erased."""


@transaction.atomic
def decide(
    *,
    session_id: uuid.UUID,
    by: Seat,
    choices: Mapping[uuid.UUID, Keep],
    reminders: Mapping[uuid.UUID, date] | None = None,
) -> None:
    """Say per output what happens at the end: gone, for me only, or a learning line of the circle.

    `reminders`: the day of one mail about a step that its bringer keeps. Marks that this seat chose, for the
    facilitator to see; nothing happens until the facilitator closes. Raises NotYourPlace for a text that is not this
    seat's to decide, NotNow for a day that a mail cannot come on.
    """
    session = locked(session_id)
    script = Script.from_json(session.method_snapshot)
    outputs = {found.pk: found for found in _outputs(session).filter(pk__in=choices)}
    for contribution_id, keep in choices.items():
        contribution = outputs.get(contribution_id)
        if contribution is None:
            raise NotYourPlace(_("Deze tekst hoort niet bij de opbrengst."))
        check_can_decide(session, by, contribution, keep, script=script)
        contribution.keep = keep
        day = (reminders or {}).get(contribution_id)
        contribution.remind_on = check_reminder(day) if day and is_step(contribution) else None
        contribution.save(update_fields=["keep", "remind_on"])
    if choices:
        Ready.objects.get_or_create(seat=by, phase=Ready.CHOICE)
    store(session)


@transaction.atomic
def close(*, session_id: uuid.UUID, by: Seat, seen: int) -> Session:
    """Keep what was asked for and erase the rest: contributions, drafts, ready marks, the course and the data key.

    Irreversible: without its key nothing of the session's text opens again (a restored backup: `erase_again`). What stays is that the
    circle met, when and with which method; of a practice nothing stays at all. Raises OvertakenByOther, NotYourPlace or NotNow.
    """
    session = locked(session_id)
    if session.move != seen:
        raise OvertakenByOther(_("De sessie is intussen veranderd. Dit is hoe het nu staat."))
    check_can_steer(session, by, Move.CLOSE, script=Script.from_json(session.method_snapshot))
    if session.is_practice:
        throw_away([session])
        return session
    _keep_lines(session)
    plan_after_care(session)
    _end(session)
    return session


def let_go(sessions: Iterable[Session]) -> None:
    """Erase what was written in sessions that nobody closed, with their keys; nothing of it is kept. That the circle
    met stays, and whoever still has it open reads that it is over. One that never began stays planned: nobody met."""
    for session in list(sessions):
        with transaction.atomic():
            found = locked(session.pk)
            if found.status == Status.PLANNED:
                _erase(found)
                store(found)
            else:
                _end(found)


def forget(session: Session) -> None:
    """Erase all that was written for a session that will not take place. Call inside `transaction.atomic()`."""
    _erase(session)


def throw_away(practices: Iterable[Session]) -> None:
    """Erase practices, with their chairs and all that was written. Nothing says afterwards that they were held."""
    for session in list(practices):
        with transaction.atomic():
            _erase(session)
            session.delete()


def erase_again(keys: Collection[uuid.UUID]) -> int:
    """Erase what a restored backup brought back under these data keys; how many sessions.

    By data key and not by session: one that was let go before it began, and was held later, has another key by then.
    """
    back = list(Session.objects.filter(data_key__in=keys))
    for session in back:
        with transaction.atomic():
            if session.is_practice:
                throw_away([session])
            elif session.status == Status.PLANNED:
                _erase(session)
                store(session)
            else:
                _end(session)
    return len(back)


def _end(session: Session) -> None:
    _erase(session)
    session.status = Status.CLOSED
    session.closed_at = timezone.now()
    session.move += 1
    clock.halt(session)
    store(session)


def _outputs(session: Session) -> QuerySet[Contribution]:
    return Contribution.objects.filter(session=session, kind__in=OUTPUT_KINDS).select_related("data_key", "seat")


def _keep_lines(session: Session) -> None:
    bringer = Seat.objects.filter(session=session, kind=SeatKind.BRINGER).select_related("person").first()
    for contribution in _outputs(session).exclude(keep=Keep.DISCARD):
        decider = contribution.seat if contribution.kind == WriteKind.YIELD else bringer
        person = decider.person if decider else None
        line = KeptLine(session=session, kept_at=timezone.now())
        if contribution.keep == Keep.TEAM:
            line.circle = session.circle
            line.seal(contribution.open(), new_data_key())
        elif person is not None:
            line.person, line.is_step = person, is_step(contribution)
            line.seal(contribution.open(), new_data_key(person=person))
        else:
            continue
        line.save()
        day = contribution.remind_on
        if person is not None and line.is_step and day and day > timezone.localdate():
            remind(by=person, line=line, day=day)


def _erase(session: Session) -> None:
    """Delete the text, its key and the chairs of guests, and leave no copy of the key in the write-ahead log of an SQLite file."""
    transaction.on_commit(empty_write_ahead_log)
    Contribution.objects.filter(session=session).delete()
    Draft.objects.filter(seat__session=session).delete()
    Preparation.objects.filter(seat__session=session).delete()
    for answer in SafetyAnswer.objects.filter(seat__session=session).select_related("data_key"):
        answer.delete()  # each with its own key
    Ready.objects.filter(seat__session=session).delete()
    Event.objects.filter(session=session).delete()
    Seat.objects.filter(session=session, kind__in=GUEST_KINDS).delete()
    drop_offer(session)
    key, session.data_key = session.data_key, None
    if key is not None:
        DataKey.objects.filter(pk=key.pk).delete()
        note_ended(LEDGER_WORD, key.pk)
