"""What a session holds, read alike for every seat; who sees what of it, `projection.py` decides.

Everybody in a room asks for it again at every click, so the SQL is made once (people/kept_queries.py).
"""

import uuid
from collections.abc import Collection

from intervision.models import Contribution, Draft, Event, Ready, Seat
from people.kept_queries import KeptQuery

NOBODY = 0
"""It is asked about a session and about nobody in it."""

_CHAIRS = KeptQuery(
    lambda _nobody, now, session: Seat.objects.filter(session=session).select_related("person").with_members(now)
)
_EVENTS = KeptQuery(lambda _nobody, _now, session: Event.objects.filter(session=session)[:1])
_CONTRIBUTIONS = KeptQuery(lambda _nobody, _now, session: Contribution.objects.filter(session=session))
_DRAFTS = KeptQuery(lambda _nobody, _now, seat: Draft.objects.filter(seat=seat))
_MARKS = KeptQuery(
    lambda _nobody, _now, session, phases: Ready.objects.filter(seat__session=session, phase__in=phases).values_list(
        "seat", "phase"
    )
)


def chairs(session: uuid.UUID) -> list[Seat]:
    """All of them, in their order, each with its person and whether that is a member; also those at the door, and those
    who left."""
    return _CHAIRS.ask(NOBODY, session)


def last_event(session: uuid.UUID) -> Event | None:
    return next(iter(_EVENTS.ask(NOBODY, session)), None)


def contributions(session: uuid.UUID) -> list[Contribution]:
    """Those of every phase, in the order in which they are shown."""
    return _CONTRIBUTIONS.ask(NOBODY, session)


def drafts(seat: uuid.UUID) -> list[Draft]:
    return _DRAFTS.ask(NOBODY, seat)


def marks(session: uuid.UUID, phases: Collection[int]) -> list[tuple[uuid.UUID, int]]:
    """Who said that they are ready with which of these phases."""
    return _MARKS.ask(NOBODY, session, list(phases))
