"""Slow mode: the same method over days. Every phase has a date, and what is said at a table is written instead.

Pure. The dates stand in the session's own plan, so that they move along when a phase is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.enums import HIDDEN_KINDS, OWN_KINDS, Chair, MethodKind, SeatKind, Who, WriteKind
from intervision.script import PhaseScript, Script, Slot, names

CLOSES_AT = time(17, 0)
SHORT_MINUTES = 2
LONGEST = timedelta(days=30)
"""From the start to the last date: no longer than what is written in a session is kept."""
_WEEKEND = frozenset({5, 6})


class Asked(StrEnum):
    """What a seat is asked in the phase that runs."""

    WRITE_HIDDEN = "write_hidden"
    WRITE = "write"
    READ = "read"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """A phase and its date."""

    title: str
    closes: datetime


@dataclass(frozen=True)
class SlowView:
    """What a seat needs to know in a session over days: what is asked of it now, and until when."""

    steps: tuple[Step, ...]
    asked: Asked | None = None
    until: datetime | None = None
    is_past: bool = False
    closes_itself: bool = False
    was_told: bool = False
    """For the facilitator: that whoever is waited for was told so in this phase."""


def slowed(script: Script, closes: Sequence[datetime]) -> Script:
    """The same course over days; a second time only the dates change.

    Whoever has the floor writes, for everybody at once, and it stays to be read. Nobody turns a chair: who listens
    reads along, and writes nothing but notes.
    """
    phases = (_slowed(phase, at, script) for phase, at in zip(script.phases, closes, strict=True))
    return replace(script, phases=tuple(phases))


def shifted(script: Script, *, since: int, days: int, until: datetime | None = None) -> Script:
    """The dates of this phase and of all that come after it, so many days later, none past `until`.

    The hour on the clock stays the same, in summer and in winter.
    """
    return replace(
        script,
        phases=tuple(
            replace(phase, closes=_later(phase.closes_at, days, until).isoformat())
            if phase.nr >= since and phase.closes_at
            else phase
            for phase in script.phases
        ),
    )


def last_moment(starts_at: datetime) -> datetime:
    """The latest date that a phase can have in a session that begins then."""
    day = (timezone.localtime(starts_at) + LONGEST).date()
    return timezone.make_aware(datetime.combine(day, CLOSES_AT))


def proposed(script: Script, start: datetime) -> list[datetime]:
    """A date per phase to begin with: a working day each; those of a minute or two share the day of the next."""
    day = timezone.localtime(start).date()
    found: list[datetime] = []
    is_shared = False
    for phase in script.phases:
        if not is_shared:
            day += timedelta(days=1)
            while day.weekday() in _WEEKEND:
                day += timedelta(days=1)
        is_shared = phase.minutes <= SHORT_MINUTES
        found.append(timezone.make_aware(datetime.combine(day, CLOSES_AT)))
    return found


def asked_of(phase: PhaseScript, seat_kind: str, *, is_ready: bool, has_written: bool) -> Asked:
    """What this kind of seat is asked; the notes that somebody may always make are not asked for."""
    slots = [slot for slot in phase.slots if slot.kind not in OWN_KINDS and phase.gives(slot, seat_kind)]
    if any(slot.is_hidden for slot in slots):
        return Asked.DONE if is_ready else Asked.WRITE_HIDDEN
    if slots:
        return Asked.DONE if has_written else Asked.WRITE
    return Asked.READ


def _later(at: datetime, days: int, until: datetime | None) -> datetime:
    later = (timezone.localtime(at) + timedelta(days=days)).astimezone(at.tzinfo)
    return max(at, min(later, until)) if until else later


def _slowed(phase: PhaseScript, at: datetime, script: Script) -> PhaseScript:
    slots = [_for_who_listens(slot) if phase.chair != Chair.IN else slot for slot in phase.slots]
    speaks = [] if phase.asks_to_keep else [who for who in _speakers(phase) if not _is_covered(who, slots)]
    for who in speaks:
        prompt = _("Schrijf hier wat je aan tafel zou zeggen.")
        slots.append(Slot(max((slot.nr for slot in slots), default=-1) + 1, who, WriteKind.SHARED.value, prompt))
    later = tuple(each.nr for each in script.phases if each.nr > phase.nr and each.part != MethodKind.CLOSING)
    return replace(
        phase,
        slots=tuple(slots),
        chair=Chair.IN.value,
        carries_to=later if speaks and phase.part == MethodKind.METHOD else phase.carries_to,
        closes=at.isoformat(),
    )


def _speakers(phase: PhaseScript) -> list[str]:
    """Who writes what they would say. A facilitator who reads something out, has it in the instruction."""
    if Who.ALL in phase.floor:
        return [Who.ALL.value]
    kinds = ((Who.BRINGER, SeatKind.BRINGER), (Who.PEERS, SeatKind.PEER))
    return [who.value for who, kind in kinds if names(phase.floor, kind)]


def _is_covered(who: str, slots: Sequence[Slot]) -> bool:
    """Whether they write here already, for everybody at once."""
    open_to_all = [slot for slot in slots if slot.kind not in OWN_KINDS | HIDDEN_KINDS | {WriteKind.AGREEMENT}]
    return any(slot.who in {who, Who.ALL} for slot in open_to_all)


def _for_who_listens(slot: Slot) -> Slot:
    """At the table the turned chair keeps the bringer from writing; here the slot does."""
    is_theirs = slot.who == Who.ALL and slot.kind not in OWN_KINDS
    return replace(slot, who=Who.PEERS.value) if is_theirs else slot
