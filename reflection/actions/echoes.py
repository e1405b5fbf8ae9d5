"""Asking for an echo, putting it off, answering and stopping; and the one mail that says it lies ready."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from people.models import User
from reflection import echo_mail
from reflection.actions.answers import write_answers
from reflection.drafts import Settled
from reflection.echo_rules import check_move
from reflection.enums import EchoMove, EchoState
from reflection.models import ON_A_DAY, Echo, NoEchoes

WEEKS = (4, 12)
LATER = timedelta(weeks=2)
HOUR = time(9)
"""Of the day, here: no clock change ever skips or repeats it."""
TOLD_WITHIN = timedelta(days=7)
"""An echo that could not be mailed for so long lies ready in silence."""


def ask_echoes(*, by: User, about: str, part: str = "") -> int:
    """Let this come back in four and in twelve weeks; how many of the two are new.

    One that was asked for before and is still to come stays as it is. Somebody who wants no echoes and asks for
    one, wants echoes again.
    """
    now = timezone.now()
    with transaction.atomic():
        NoEchoes.objects.filter(person=by).delete()
        before = Echo.objects.of(by).open().filter(about=about, part=part).count()
        Echo.objects.bulk_create(
            [
                Echo(person=by, about=about, part=part, weeks=weeks, asked_at=now, due_at=day_after(now, weeks=weeks))
                for weeks in WEEKS
            ],
            ignore_conflicts=True,
        )
        after = Echo.objects.of(by).open().filter(about=about, part=part).count()
    return int(after - before)


@transaction.atomic
def remind_on(*, by: User, about: str, part: str, day: date | None) -> None:
    """Let this come back once, at nine in the morning of this day; None stops the one that was to come.

    What stands there now is what comes back. Asking for another day moves the reminder that waits.
    """
    waiting = Echo.objects.of(by).open().filter(about=about, part=part, weeks=ON_A_DAY)
    if day is None:
        waiting.update(state=EchoState.STOPPED)
        return
    NoEchoes.objects.filter(person=by).delete()
    now, due_at = timezone.now(), timezone.make_aware(datetime.combine(day, HOUR))
    fresh = {"due_at": due_at, "asked_at": now, "state": EchoState.WAITING, "mailed_at": None}
    if not waiting.update(**fresh):
        Echo.objects.bulk_create(
            [Echo(person=by, about=about, part=part, weeks=ON_A_DAY, **fresh)], ignore_conflicts=True
        )


def day_after(moment: datetime, *, weeks: int) -> datetime:
    """Nine in the morning here, so many weeks after the day on which this was."""
    day = timezone.localtime(moment).date() + timedelta(weeks=weeks)
    return timezone.make_aware(datetime.combine(day, HOUR))


@transaction.atomic
def postpone(*, by: User, echo_id: uuid.UUID) -> Echo:
    """Put it off by two weeks from today. Raises Echo.DoesNotExist, or an EchoError with the reason."""
    echo, now = _locked(by, echo_id), timezone.now()
    echo.state = check_move(echo, EchoMove.POSTPONE, now)
    echo.due_at = day_after(now, weeks=LATER.days // 7)
    echo.save(update_fields=["state", "due_at"])
    return echo


@transaction.atomic
def stop(*, by: User, echo_id: uuid.UUID) -> Echo:
    """Stop this one; stopped twice is stopped. Raises Echo.DoesNotExist, or an EchoError with the reason."""
    echo = _locked(by, echo_id)
    if echo.state != EchoState.STOPPED:
        echo.state = check_move(echo, EchoMove.STOP, timezone.now())
        echo.save(update_fields=["state"])
    return echo


@transaction.atomic
def stop_for_ever(*, by: User) -> None:
    """Stop every echo of this person, those to come included, until they ask for one again."""
    NoEchoes.objects.get_or_create(person=by)
    Echo.objects.of(by).open().update(state=EchoState.STOPPED)


def stop_at(*, by: User, about: str, part: str) -> None:
    """Stop whatever was still to come of this one place."""
    Echo.objects.of(by).open().filter(about=about, part=part).update(state=EchoState.STOPPED)


@transaction.atomic
def answer(
    *,
    by: User,
    echo_id: uuid.UUID,
    texts: Mapping[str, str],
    operation: uuid.UUID,
    settled: Settled | None = None,
) -> Echo:
    """Keep what the person sees now, by part; empty texts are left out, and without any it was looking only.

    The draft that became these texts goes along; after looking only, it stays.
    The same operation twice stores once. Raises Echo.DoesNotExist, or an EchoError with the reason.
    """
    echo, now = _locked(by, echo_id), timezone.now()
    echo.state = check_move(echo, EchoMove.ANSWER, now)
    echo.answered_at = now
    echo.save(update_fields=["state", "answered_at"])
    values = {part: {"tekst": text} for part, text in texts.items() if text.strip()}
    if values:
        write_answers(by=by, about=f"echo:{echo.pk}", values=values, operation=operation, settled=settled)
    return echo


def bring_what_is_due() -> int:
    """Mark what lies ready and mail once about each; how many mails went. A chore: may run at any time, and twice.

    The mail is claimed in the database before it is sent, so that two rounds at once send one. Where the mail server
    refuses it, the claim is taken back for the next round.
    """
    now = timezone.now()
    Echo.objects.due(now).filter(state=EchoState.WAITING).update(state=EchoState.READY)
    sent = 0
    waiting = Echo.objects.filter(
        state=EchoState.READY, mailed_at=None, due_at__gt=now - TOLD_WITHIN, person__is_active=True
    )
    for echo in waiting.select_related("person"):
        claimed = Echo.objects.filter(pk=echo.pk, mailed_at=None, state=EchoState.READY).update(mailed_at=now)
        if not claimed:
            continue
        if echo_mail.send_ready(echo):
            sent += 1
        else:
            Echo.objects.filter(pk=echo.pk).update(mailed_at=None)
    return sent


def _locked(person: User, echo_id: uuid.UUID) -> Echo:
    echo: Echo = Echo.objects.of(person).select_for_update().get(pk=echo_id)
    return echo
