"""The dates that a circle's rhythm proposes, each with whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from intervision.enums import SeatKind
from intervision.models import CancelledSession, Rhythm, Session
from intervision.rotation import Rotation
from people.models import User

MOST_DATES = 26
_LAST_DAY = date.max - timedelta(days=1)
"""The last one that has a next in every time zone."""


@dataclass(frozen=True)
class ProposedSession:
    """A date that nobody planned yet."""

    starts_at: datetime
    facilitator: User
    bringer: User
    others: tuple[User, ...]

    @property
    def value(self) -> str:
        """How a form names it."""
        return self.starts_at.isoformat()


def proposed_by(rhythm: Rhythm, now: datetime) -> list[ProposedSession]:
    """What is still to come and not planned yet. A session within half the rhythm takes the place of its date, and a
    date that was cancelled stays cancelled. Four queries."""
    half = timedelta(weeks=rhythm.every_weeks) / 2
    taken = list(Session.objects.filter(circle=rhythm.circle_id).values_list("starts_at", flat=True))
    cancelled = {
        timezone.localdate(at)
        for at in CancelledSession.objects.filter(circle=rhythm.circle_id).values_list("starts_at", flat=True)
    }
    free = [
        at
        for at in moments_of(rhythm)
        if at > now and timezone.localdate(at) not in cancelled and all(abs(at - other) > half for other in taken)
    ]
    return list(_with_turns(rhythm, free[:MOST_DATES]))


def moments_of(rhythm: Rhythm) -> Iterator[datetime]:
    """Every moment of the rhythm: the same hour on the clock, in summer and in winter."""
    step = timedelta(weeks=rhythm.every_weeks)
    for nr in range((min(rhythm.until, _LAST_DAY) - rhythm.first_on) // step + 1):
        yield datetime.combine(rhythm.first_on + nr * step, rhythm.at, tzinfo=timezone.get_current_timezone())


def _with_turns(rhythm: Rhythm, moments: list[datetime]) -> Iterator[ProposedSession]:
    rotation = Rotation.of(rhythm.circle)
    for at in moments:
        facilitator, bringer = rotation.propose()
        if facilitator is None or bringer is None:
            return
        pair = {facilitator.person, bringer.person}
        yield ProposedSession(
            at, facilitator.person, bringer.person, tuple(each for each in rotation.members if each not in pair)
        )
        rotation.took(SeatKind.FACILITATOR, facilitator.person, at)
        rotation.took(SeatKind.BRINGER, bringer.person, at)
