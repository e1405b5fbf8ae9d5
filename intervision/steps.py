"""Steps that people planned for themselves: what is one, what may be done with it, and how its page reads it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.enums import Keep, Status, StepAnswer, WriteKind
from intervision.exceptions import NotNow
from intervision.models import Contribution, KeptLine, Seat, Session
from intervision.script import PhaseScript
from people.models import User
from reflection.enums import OPEN_ECHOES
from reflection.models import Echo
from reflection.queries.echoes import reminder_of

LATEST = timedelta(days=366)
"""A step is small: one mail comes within a year."""


@dataclass(frozen=True)
class Step:
    """One step, opened for whose it is."""

    line: KeptLine
    text: str
    reminder: Echo | None

    @property
    def pk(self) -> uuid.UUID:
        return self.line.pk

    @property
    def answer_label(self) -> str:
        return str(StepAnswer(self.line.answer).label) if self.line.answer else ""

    @property
    def comes_on(self) -> date | None:
        """The day of the mail that is still to come."""
        waits = self.reminder is not None and self.reminder.state in OPEN_ECHOES and self.reminder.mailed_at is None
        return timezone.localdate(self.reminder.due_at) if waits and self.reminder else None

    @property
    def can_be_reminded(self) -> bool:
        """Whether a day may be chosen still: one mail is all there is."""
        return not self.line.answer and (self.reminder is None or self.reminder.mailed_at is None)


@dataclass(frozen=True)
class OwnStep:
    """A step of an earlier session, in the room where the circle looks back. Only its own person is sent it."""

    id: uuid.UUID
    text: str
    kept_at: datetime
    answer: str
    is_shared: bool

    @property
    def answer_label(self) -> str:
        return str(StepAnswer(self.answer).label) if self.answer else ""


def about_of(line: KeptLine) -> str:
    """The place of a line, for what comes back of it."""
    return f"intervisie:{line.session_id}"


def is_step(contribution: Contribution) -> bool:
    """Whether this is kept as a step: what the bringer agreed with themselves, and keeps for themselves."""
    return contribution.kind == WriteKind.AGREEMENT and contribution.keep == Keep.OWN


def check_reminder(day: date) -> date:
    """The day, where a mail can come on it. Raises NotNow."""
    today = timezone.localdate()
    if day <= today:
        raise NotNow(_("Kies een dag na vandaag voor de mail."))
    if day > today + LATEST:
        raise NotNow(_("Dit is meer dan een jaar ver. Kies een vroegere dag voor de mail."))
    return day


def step_of(person: User, line_id: uuid.UUID) -> Step | None:
    """One of this person's steps. Two queries."""
    steps = KeptLine.objects.filter(person=person, is_step=True).select_related("data_key", "session__circle")
    line = steps.filter(pk=line_id).first()
    return Step(line, line.open(), reminder_of(person, about_of(line), str(line.pk))) if line else None


def looked_back_on(session: Session, seat: Seat, phase: PhaseScript | None) -> tuple[OwnStep, ...]:
    """What this seat's own person planned after earlier sessions of this circle and did not answer before the last one.

    Nothing in any other phase, and nothing for anybody else: one query, and one where there is something.
    """
    if phase is None or not phase.looks_back or seat.person_id is None or session.circle_id is None:
        return ()
    own = KeptLine.objects.filter(person=seat.person_id, is_step=True, session__circle=session.circle_id)
    steps = list(own.exclude(session=session).select_related("data_key").order_by("kept_at", "pk"))
    before = _last_met(session)
    shown = [each for each in steps if not each.answer or (each.answered_at and before and each.answered_at > before)]
    if not shown:
        return ()
    ids = {shared_id(session, each): each.pk for each in shown}
    shared = {ids[pk] for pk in Contribution.objects.filter(pk__in=ids).values_list("pk", flat=True)}
    return tuple(OwnStep(each.pk, each.open(), each.kept_at, each.answer, each.pk in shared) for each in shown)


def shared_id(session: Session, line: KeptLine) -> uuid.UUID:
    """Under which id a step lies on the table of a session: laid twice, it lies there once."""
    return uuid.uuid5(session.pk, str(line.pk))


def _last_met(session: Session) -> datetime | None:
    """When the session before this one was closed."""
    held = Session.objects.filter(circle=session.circle_id, status=Status.CLOSED).exclude(pk=session.pk)
    return held.order_by("-closed_at").values_list("closed_at", flat=True).first()
