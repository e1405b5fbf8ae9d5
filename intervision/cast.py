"""The people who are played in a practice: what they say in a phase, what they write there, and when.

Pure: prepared lines, a script and seats go in; what is heard and what is done come out. `actions/practising.py` does
it, through the same actions as everybody else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from intervision.enums import MethodKind, Move, SeatKind, Status, Who, WriteKind
from intervision.models import Event, Seat, Session
from intervision.script import PhaseScript, Script, Slot, names

SAYS, WRITES, HINT = "zegt", "schrijft", "tip"
OPENING, CLOSING, ANYWHERE = "opening", "afsluiting", ""
"""Parts of a play that are no method: around every session, and for every phase that has no lines of its own."""
BRINGER_SPEAKS, PEERS_SPEAK, ALL_SPEAK = "De inbrenger spreekt", "De meedenkers spreken", "Iedereen spreekt"
SHARED = "Voor iedereen"
WRITTEN: dict[str, str] = {
    WriteKind.HIDDEN_REVEAL: "Verborgen",
    WriteKind.HIDDEN_ANONYMOUS: "Zonder naam",
    WriteKind.AGREEMENT: "Afspraak",
    WriteKind.YIELD: "Meenemen",
}
"""Under which heading the lines for a kind of writing stand; every other kind is for everybody at once."""
SLACK_MS = 300
FIRST_SECONDS, BETWEEN_SECONDS, READY_SECONDS = 3.0, 5.0, 1.0


@dataclass(frozen=True)
class Line:
    """Something prepared: who says or writes what, in which part and phase. A hint is for the facilitator."""

    part: str
    phase: str
    who: str
    does: str
    text: str


@dataclass(frozen=True)
class Heard:
    """What sounds in the room: a sentence of somebody, or without a name a hint for the facilitator."""

    at: float
    who: str
    text: str


@dataclass(frozen=True)
class Deed:
    """That a played chair hands in a text; without a slot, that it is ready. `at` counts from the phase's start."""

    at: float
    seat: Seat
    slot: int | None = None
    text: str = ""


@dataclass(frozen=True)
class PracticeView:
    """What makes a room a practice, for one seat."""

    title: str
    heard: tuple[Heard, ...] = ()
    again: int = 0
    """Milliseconds until something new happens; 0 when nothing does."""


@dataclass(frozen=True)
class Play:
    """An invented case with the people in it."""

    slug: str
    title: str
    bringer: str
    peers: tuple[str, ...]
    lines: tuple[Line, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "title": self.title,
            "bringer": self.bringer,
            "peers": list(self.peers),
            "lines": [vars(line) for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        lines = tuple(Line(**line) for line in data["lines"])
        return cls(data["slug"], data["title"], data["bringer"], tuple(data["peers"]), lines)

    def of(self, part: str, phase: str) -> tuple[Line, ...]:
        """The lines of one phase, as they stand in the file."""
        return tuple(line for line in self.lines if line.part == part and line.phase == phase)

    def general(self, heading: str, who: str, turn: int) -> str:
        """What somebody says or writes in the so-manieth phase of this sort; their lines come round again."""
        own = [line.text for line in self.of(ANYWHERE, heading) if line.who == who]
        return own[turn % len(own)] if own else ""


def heard_in(play: Play, script: Script, phase: PhaseScript, seats: Sequence[Seat]) -> tuple[Heard, ...]:
    """Everything that sounds in this phase, one sentence after the other."""
    said = list(_said(play, script, phase, seats))
    return tuple(Heard(FIRST_SECONDS + number * BETWEEN_SECONDS, who, text) for number, (who, text) in enumerate(said))


def deeds_in(play: Play, script: Script, phase: PhaseScript, seats: Sequence[Seat]) -> tuple[Deed, ...]:
    """Everything that the played chairs do in this phase, one after the other."""
    deeds: list[Deed] = []
    at = FIRST_SECONDS
    for seat in played(seats):
        written = list(_written(play, script, phase, seat, seats))
        for slot, text in written:
            deeds.append(Deed(at, seat, slot.nr, text))
            at += BETWEEN_SECONDS
        if phase.is_written_by(seat.kind):
            deeds.append(Deed(at - BETWEEN_SECONDS + READY_SECONDS, seat))
    return tuple(deeds)


def practice_view(
    session: Session, seat: Seat, seats: Sequence[Seat], *, last: Event | None, now: datetime
) -> PracticeView:
    """What this seat hears by now, and when it is worth looking again. A screen shows only that it is a practice."""
    play, script = Play.from_json(session.play), Script.from_json(session.method_snapshot)
    phase = script.phase(session.pointer) if session.status == Status.RUNNING else None
    if phase is None or session.phase_started_at is None or seat.kind == SeatKind.BEAMER:
        return PracticeView(play.title)
    sounds = heard_in(play, script, phase, seats)
    stopped = session.is_paused and last is not None and last.kind in {Move.PAUSE, Move.STOP}
    elapsed = ((last.at if last and stopped else now) - session.phase_started_at).total_seconds()
    moments = [sound.at for sound in sounds] + [deed.at for deed in deeds_in(play, script, phase, seats)]
    coming = [at - elapsed for at in moments if at > elapsed]
    return PracticeView(
        title=play.title,
        heard=tuple(sound for sound in sounds if sound.at <= elapsed),
        again=round(min(coming) * 1000) + SLACK_MS if coming else 0,
    )


def played(seats: Iterable[Seat]) -> list[Seat]:
    """The chairs in which nobody sits."""
    return [seat for seat in seats if seat.played]


def _said(play: Play, script: Script, phase: PhaseScript, seats: Sequence[Seat]) -> Iterator[tuple[str, str]]:
    own = play.of(_part(script, phase), phase.title)
    if own:
        here = {seat.played for seat in played(seats)}
        for line in own:
            if line.does == HINT or (line.does == SAYS and line.who in here):
                yield ("" if line.does == HINT else line.who), line.text
        return
    heading = _speaking(phase)
    turn = _turn(script, phase, lambda other: _speaking(other) == heading)
    for seat in played(seats):
        if names(phase.floor, seat.kind) and (text := play.general(heading, seat.played, turn)):
            yield seat.played, text


def _written(
    play: Play, script: Script, phase: PhaseScript, seat: Seat, seats: Sequence[Seat]
) -> Iterator[tuple[Slot, str]]:
    """The slots this chair fills, each with its text. Notes of one's own nobody would see, so nobody writes them."""
    own = play.of(_part(script, phase), phase.title)
    prepared = [line.text for line in own if line.does == WRITES and line.who == seat.played]
    for slot in phase.slots:
        if slot.kind in {WriteKind.PRIVATE, WriteKind.PULSE} or not phase.gives(slot, seat.kind):
            continue
        if prepared:
            yield slot, prepared.pop(0)
        elif slot.is_hidden or slot.kind == WriteKind.YIELD or not own:
            if slot.kind == WriteKind.SCRIBE and seat != _scribe(seats):
                continue
            heading = WRITTEN.get(slot.kind, SHARED)
            turn = _turn(script, phase, lambda other, head=heading: _writes_under(other, head))  # type: ignore[misc]
            if text := play.general(heading, seat.played, turn):
                yield slot, text


def _scribe(seats: Sequence[Seat]) -> Seat | None:
    return next((seat for seat in played(seats) if seat.kind == SeatKind.PEER), None)


def _part(script: Script, phase: PhaseScript) -> str:
    parts: dict[str, str] = {MethodKind.OPENING: OPENING, MethodKind.CLOSING: CLOSING, MethodKind.METHOD: script.slug}
    return parts.get(phase.part, "lens")


def _speaking(phase: PhaseScript) -> str:
    if Who.ALL in phase.floor or {SeatKind.BRINGER, SeatKind.PEER} <= _speakers(phase):
        return ALL_SPEAK
    return BRINGER_SPEAKS if SeatKind.BRINGER in _speakers(phase) else PEERS_SPEAK


def _speakers(phase: PhaseScript) -> set[str]:
    return {kind for kind in (SeatKind.BRINGER, SeatKind.PEER) if names(phase.floor, kind)}


def _writes_under(phase: PhaseScript, heading: str) -> bool:
    slots = (slot for slot in phase.slots if slot.kind not in {WriteKind.PRIVATE, WriteKind.PULSE})
    return any(WRITTEN.get(slot.kind, SHARED) == heading for slot in slots)


def _turn(script: Script, phase: PhaseScript, alike: Any) -> int:
    """How many phases of this sort came before."""
    return sum(1 for other in script.phases if other.nr < phase.nr and alike(other))
