"""What a session runs on: its snapshot of the method, with opening and closing around it.

A snapshot is plain JSON in the session's row, so that editing a method never changes a running room. Here it
becomes typed objects, and only here.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from intervision.enums import (
    HIDDEN_KINDS,
    NAMELESS_KINDS,
    OWN_KINDS,
    PERSON_KINDS,
    STEERING_KINDS,
    WRAPPER_KINDS,
    Chair,
    MethodKind,
    SeatKind,
    Turn,
    Who,
    WriteKind,
)
from intervision.models.methods import Method, Phase

A_DAY = timedelta(days=1)
USUAL_PEERS = 5
"""How many people think along where a method says how long a phase takes."""
_THINKING = frozenset({SeatKind.PEER, SeatKind.GUEST})
SEATS_OF: dict[str, frozenset[str]] = {
    Who.ALL: PERSON_KINDS,
    Who.BRINGER: frozenset({SeatKind.BRINGER}),
    Who.FACILITATOR: STEERING_KINDS,
    Who.PEERS: _THINKING,
    Who.INTERVIEWER: _THINKING,
    Who.REFLECTING_TEAM: _THINKING,
    Who.CONSULTANTS: _THINKING,
    Who.NOBODY: frozenset(),
}
"""Which seats a code of a method means."""


def names(codes: Iterable[str], seat_kind: str) -> bool:
    """Whether these codes mean this kind of seat."""
    return any(seat_kind in SEATS_OF[code] for code in codes)


@dataclass(frozen=True)
class Slot:
    """A place to write in a phase."""

    nr: int
    who: str
    kind: str
    prompt: str = ""

    @property
    def is_hidden(self) -> bool:
        return self.kind in HIDDEN_KINDS

    @property
    def is_nameless(self) -> bool:
        return self.kind in NAMELESS_KINDS

    @property
    def is_pulse(self) -> bool:
        return self.kind == WriteKind.PULSE

    def is_for(self, seat_kind: str) -> bool:
        return names([self.who], seat_kind)


@dataclass(frozen=True)
class PhaseScript:
    """One phase as it was when the session was planned."""

    nr: int
    part: str
    title: str
    minutes: int
    floor: tuple[str, ...]
    silent: tuple[str, ...]
    slots: tuple[Slot, ...]
    reveal: str
    turn: str
    chair: str
    for_all: str
    for_bringer: str
    for_facilitator: str
    carries_to: tuple[int, ...]
    keep: str
    for_peers: str = ""  # a session that was planned before this text existed has none
    looks_back: bool = False
    figure: str = ""
    closes: str = ""
    """In a session over days: the moment of this phase's end, in ISO form."""

    @property
    def closes_at(self) -> datetime | None:
        return datetime.fromisoformat(self.closes) if self.closes else None

    def seconds(self, now: datetime) -> float:
        """How long it lasts when it begins now: its minutes, or until its date; a day when that has gone by."""
        if self.closes_at is None:
            return self.minutes * 60
        left = self.closes_at - now
        return (left if left > timedelta() else A_DAY).total_seconds()

    @property
    def is_nameless(self) -> bool:
        """Whether something is written here without a name; then readiness is a count."""
        return any(slot.is_nameless for slot in self.slots)

    @property
    def is_writing(self) -> bool:
        """Whether nobody speaks and hidden text is written."""
        return any(slot.is_hidden for slot in self.slots)

    @property
    def is_told_in(self) -> bool:
        """Whether the bringer can tell here what it is about."""
        offers = self.turn == Turn.ROUND and self.floor == (Who.BRINGER,)
        return Who.BRINGER in self.floor and not (self.looks_back or offers)

    @property
    def asks_a_pulse(self) -> bool:
        """Whether there is something to choose here instead of to write; whoever answered, is ready."""
        return any(slot.is_pulse for slot in self.slots)

    @property
    def asks_to_keep(self) -> bool:
        """Whether this is the moment, within the closing, to choose what is kept."""
        return self.part == MethodKind.CLOSING and not self.slots

    def is_written_by(self, seat_kind: str) -> bool:
        """Whether this seat writes something hidden here, so that the others wait for it."""
        return any(slot.is_hidden and self.gives(slot, seat_kind) for slot in self.slots)

    def turns(self, seat_kind: str) -> bool:
        """Whether this seat sits with its back to the circle, or outside it."""
        return seat_kind == SeatKind.BRINGER and self.chair != Chair.IN

    def gives(self, slot: Slot, seat_kind: str) -> bool:
        """Whether this seat writes in this slot. With your back to the circle you write for yourself only, and whoever
        leaves no trace takes nothing along in writing."""
        if seat_kind == SeatKind.GUEST and slot.kind == WriteKind.YIELD:
            return False
        return slot.is_for(seat_kind) and (slot.kind in OWN_KINDS or not self.turns(seat_kind))

    def slot(self, nr: int) -> Slot | None:
        return next((slot for slot in self.slots if slot.nr == nr), None)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        slots = tuple(Slot(**slot) for slot in data["slots"])
        lists = {key: tuple(data[key]) for key in ("floor", "silent", "carries_to")}
        return cls(**{**data, **lists, "slots": slots})


@dataclass(frozen=True)
class Script:
    """The whole course of a session."""

    slug: str
    title: str
    phases: tuple[PhaseScript, ...]

    @property
    def minutes(self) -> int:
        """How long the method itself takes; the same number as on its card."""
        return sum(phase.minutes for phase in self.phases if phase.part == MethodKind.METHOD)

    @property
    def around_minutes(self) -> int:
        """What the opening and the closing add."""
        return sum(phase.minutes for phase in self.phases if phase.part in WRAPPER_KINDS)

    @property
    def telling(self) -> int:
        """The phase in which the case is told: the first of the method in which the bringer speaks, which is no
        round of who could bring something. Where there is none, its first."""
        own = [phase for phase in self.phases if phase.part == MethodKind.METHOD]
        first = next((phase for phase in own if phase.is_told_in), own[0] if own else None)
        return first.nr if first else 1

    @property
    def is_slow(self) -> bool:
        """Whether the group meets over days."""
        return any(phase.closes for phase in self.phases)

    def phase(self, nr: int) -> PhaseScript | None:
        """The phase with this number; None before the first and after the last."""
        return self.phases[nr - 1] if 0 < nr <= len(self.phases) else None

    def with_lens(self, lens: Method, *, after: int) -> Self:
        """The same course with this lens after one phase. What came later, and what points at it, moves up one."""
        made = _phase_script(lens.phases.get(), MethodKind.LENS, after)
        laid = replace(made, title=lens.title)
        return self._renumbered([*self.phases[:after], laid, *self.phases[after:]], moved={*self.phases[after:]}, by=1)

    def without(self, nr: int) -> Self:
        """The same course without the phase of this number, as it was before a lens was laid there."""
        left = [phase for phase in self.phases if phase.nr != nr]
        return self._renumbered(left, moved={*self.phases[nr:]}, by=-1)

    def for_the_first_time(self) -> Self:
        """The same course for a circle that has nothing to look back on."""
        script = self
        for phase in reversed(self.phases):
            if phase.looks_back:
                script = script.without(phase.nr)
        return script

    def _renumbered(self, phases: list[PhaseScript], *, moved: set[PhaseScript], by: int) -> Self:
        numbers = {phase.nr: phase.nr + by for phase in moved}
        new = (
            replace(
                phase,
                nr=phase.nr + by if phase in moved else phase.nr,
                carries_to=tuple(numbers.get(target, target) for target in phase.carries_to),
            )
            for phase in phases
        )
        return replace(self, phases=tuple(new))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(data["slug"], data["title"], tuple(PhaseScript.from_json(phase) for phase in data["phases"]))


def script_of(method: Method, *, peers: int = USUAL_PEERS) -> Script:
    """The script of a session that is planned now with so many who think along: opening, method, closing, numbered
    through."""
    wrappers = {found.kind: found for found in Method.objects.filter(kind__in=WRAPPER_KINDS).order_by("slug")}
    phases: list[PhaseScript] = []
    for part in (wrappers.get(MethodKind.OPENING), method, wrappers.get(MethodKind.CLOSING)):
        if part is not None:
            offset = len(phases)
            phases += [_phase_script(phase, part.kind, offset, peers) for phase in part.phases.all()]
    return _asked_once(Script(method.slug, method.title, tuple(phases)))


def _asked_once(script: Script) -> Script:
    """The closing asks everybody what they learned, except whom the method itself asked what they take along."""
    asked: set[str] = set()
    for phase in script.phases:
        yields = [slot for slot in phase.slots if slot.kind == WriteKind.YIELD]
        if phase.part != MethodKind.CLOSING:
            asked.update(*(SEATS_OF[slot.who] for slot in yields))
        elif yields and asked:
            slots = [each for slot in phase.slots for each in _for_the_others(slot, asked)]
            phases = [replace(each, slots=tuple(slots)) if each == phase else each for each in script.phases]
            script = replace(script, phases=tuple(phases))
            script = script if slots else script.without(phase.nr)
    return script


def _for_the_others(slot: Slot, asked: set[str]) -> list[Slot]:
    """The same slot without these seats: as it was, parted by who is left, or gone. Numbers stay apart."""
    left = SEATS_OF[slot.who] - asked
    if slot.kind != WriteKind.YIELD or left == SEATS_OF[slot.who]:
        return [slot]
    codes = [who for who in (Who.BRINGER, Who.FACILITATOR, Who.PEERS) if SEATS_OF[who] <= left]
    return [replace(slot, nr=slot.nr + 10 * number, who=who.value) for number, who in enumerate(codes)]


def _minutes(phase: Phase, peers: int) -> int:
    """Longer with more people and shorter with fewer, within the range of the phase (A0, derived rule 4)."""
    scaled = round(phase.minutes + phase.scale_per_person * (peers - USUAL_PEERS))
    return min(max(scaled, phase.least), phase.most)


def _phase_script(phase: Phase, part: str, offset: int, peers: int = USUAL_PEERS) -> PhaseScript:
    slots = [Slot(nr, write["who"], write["kind"], write.get("prompt", "")) for nr, write in enumerate(phase.writes)]
    turned = phase.bringer_seat != Chair.IN
    writes = any(slot.is_for(SeatKind.BRINGER) and (slot.kind in OWN_KINDS or not turned) for slot in slots)
    if (turned or names(phase.silent, SeatKind.BRINGER)) and not writes:
        slots.append(Slot(len(slots), Who.BRINGER.value, WriteKind.PRIVATE.value))  # A0, derived rule 2
    return PhaseScript(
        nr=phase.nr + offset,
        part=part,
        title=phase.title,
        minutes=_minutes(phase, peers),
        floor=tuple(phase.floor),
        silent=tuple(phase.silent),
        slots=tuple(slots),
        reveal=phase.reveal,
        turn=phase.turn,
        chair=phase.bringer_seat,
        for_all=phase.instruct_all,
        for_bringer=phase.instruct_bringer,
        for_facilitator=phase.instruct_facilitator,
        carries_to=tuple(nr + offset for nr in phase.carries_to),
        keep=phase.keep,
        for_peers=phase.instruct_peers,
        looks_back=phase.looks_back,
        figure=phase.figure,
    )
