"""The parts of the room as one seat sees it: plain values, made in `projection.py`, shown by templates."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from django.utils import timezone

from intervision.before import Before
from intervision.cast import PracticeView
from intervision.enums import OWN_KINDS, Keep, Move, SeatKind, Status, Turn, Who, WriteKind
from intervision.handover import HandingOver
from intervision.pace import SlowView
from intervision.pulse import Pulse
from intervision.seating import PersonView, Seated, in_a_circle
from intervision.steps import OwnStep


@dataclass(frozen=True)
class Card:
    """A text that this seat may read. Without a name it is nameless."""

    id: uuid.UUID
    text: str
    author: str
    is_own: bool
    question: str = ""


@dataclass(frozen=True)
class Board:
    """What one phase laid on the table."""

    phase: int
    title: str
    is_current: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Field:
    """A place where this seat writes now."""

    phase: int
    slot: int
    kind: str
    prompt: str
    draft: str
    version: int
    own: tuple[Card, ...]
    mine: str | None = None
    """What was sent for this field while another tab had put something newer there."""
    new_id: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def is_crossed(self) -> bool:
        return self.mine is not None

    @property
    def is_private(self) -> bool:
        """A note that is only kept, never handed in."""
        return self.kind == WriteKind.PRIVATE

    @property
    def stays_yours(self) -> bool:
        return self.kind in OWN_KINDS

    @property
    def kind_label(self) -> str:
        return str(WriteKind(self.kind).label)


@dataclass(frozen=True)
class OnBehalf:
    """A place where this seat enters what a neighbour without a device says. It opens nothing that stands there."""

    seat: uuid.UUID
    called: str
    phase: int
    slot: int
    kind: str
    prompt: str
    new_id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Note:
    """A private note of an earlier phase."""

    title: str
    text: str


@dataclass(frozen=True)
class Unsent:
    """A text that was not handed in when its phase ended."""

    phase: int
    slot: int
    title: str
    text: str
    version: int
    new_id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Late:
    """Texts that came after their phase: your own, and for the facilitator how many there are."""

    own: tuple[Card, ...]
    count: int


@dataclass(frozen=True)
class Output:
    """Something that may outlive the session, when this seat says so."""

    card: Card
    title: str
    keep: Keep
    is_step: bool = False
    """Whether it is a step when this seat keeps it for itself: then one mail may come about it."""
    remind_on: date | None = None

    @property
    def earliest(self) -> date:
        """The first day on which that mail can come."""
        return timezone.localdate() + timedelta(days=1)


@dataclass(frozen=True)
class Choosing:
    """For the facilitator: who has chosen and who has not, never what; and what closing will erase and keep."""

    chosen: tuple[str, ...]
    open: tuple[str, ...]
    texts: int
    kept: int

    @property
    def is_needed(self) -> bool:
        return bool(self.chosen or self.open)


@dataclass(frozen=True)
class Clock:
    """What is left of the phase, in seconds; negative in overtime."""

    remaining: float
    total: int
    is_paused: bool

    @property
    def milliseconds(self) -> int:
        return round(self.remaining * 1000)

    @property
    def percent(self) -> int:
        """How much of the phase is left, for the ring."""
        return max(0, min(100, round(100 * self.remaining / self.total))) if self.total else 0

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up, of what is left or of what it is over."""
        return int(-(-abs(self.remaining) // 60))

    @property
    def is_over(self) -> bool:
        return self.remaining <= 0


@dataclass(frozen=True)
class PhaseView:
    """The phase that runs, as far as it concerns this seat."""

    nr: int
    of: int
    part: str
    title: str
    for_all: str
    for_you: str
    floor: tuple[str, ...]
    turn: str
    order: tuple[str, ...]
    is_lens: bool
    is_writing: bool
    is_nameless: bool
    is_silent: bool
    has_floor: bool
    is_turned: bool
    bringer_turned: bool
    already_seen: bool
    figure: str = ""
    """Which drawing stands with it; its template shows it, with the same in words."""

    @property
    def nobody_speaks(self) -> bool:
        return Who.NOBODY in self.floor

    @property
    def floor_labels(self) -> tuple[str, ...]:
        return tuple(str(Who(code).label) for code in self.floor)

    @property
    def turn_label(self) -> str:
        return str(Turn(self.turn).label) if self.turn not in {Turn.NONE, Turn.FREE} else ""


@dataclass(frozen=True)
class Lens:
    """A lens that can be laid on the table now."""

    slug: str
    title: str
    minutes: int
    purpose: str


@dataclass(frozen=True)
class Visitor:
    """A chair that something can be done about: a guest at the door, somebody without a device."""

    id: uuid.UUID
    called: str
    kind: str

    @property
    def kind_label(self) -> str:
        return str(SeatKind(self.kind).label)


@dataclass(frozen=True)
class Guests:
    """The door: a code that waits for a guest, who stands there, and who came in by it."""

    code: str
    code_kind: str
    waiting: tuple[Visitor, ...]
    inside: tuple[Visitor, ...]

    @property
    def code_label(self) -> str:
        return str(SeatKind(self.code_kind).label) if self.code_kind else ""


class Agreed(StrEnum):
    """What the agreement of the circle asks of somebody before the start."""

    SIGNED = "signed"
    """Nothing: they signed, or it is not theirs to sign."""
    UNSIGNED = "unsigned"
    NONE = "none"
    """The circle wrote none."""


@dataclass(frozen=True)
class Controls:
    """What the facilitator can do now."""

    moves: frozenset[Move]
    undo_seconds: float
    next_title: str
    screen_code: str
    has_screen: bool
    guests: Guests
    without_device: tuple[Visitor, ...]
    can_type: tuple[Visitor, ...]
    lenses: tuple[Lens, ...] = ()

    @property
    def undo_milliseconds(self) -> int:
        return round(self.undo_seconds * 1000)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(move.value for move in self.moves)


@dataclass(frozen=True)
class RoomView:
    """The room, for one seat, at one moment."""

    session_id: uuid.UUID
    circle_id: uuid.UUID | None
    version: int
    move: int
    status: str
    method: str
    starts_at: datetime
    closed_at: datetime | None
    seat_kind: str
    you: str
    phase: PhaseView | None
    clock: Clock | None
    people: tuple[PersonView, ...]
    outline: tuple[str, ...]
    minutes: int
    around_minutes: int
    fields: tuple[Field, ...]
    on_behalf: tuple[OnBehalf, ...]
    boards: tuple[Board, ...]
    notes: tuple[Note, ...]
    unsent: tuple[Unsent, ...]
    late: Late
    ready_count: int
    ready_of: int
    is_ready: bool
    can_be_ready: bool
    pulse: Pulse | None
    controls: Controls | None
    can_stop: bool
    can_replan: bool
    outputs: tuple[Output, ...]
    asks_to_keep: bool
    has_chosen: bool
    choosing: Choosing | None
    agreement: Agreed
    practice: PracticeView | None
    slow: SlowView | None
    handing_over: HandingOver | None
    before: Before
    own_steps: tuple[OwnStep, ...]
    goes_slower: bool
    can_ask_slower: bool

    def with_mine(self, text: str, *, phase: int, slot: int) -> Self:
        """The same room, with what somebody sent for this field beside what stands there."""
        where = (phase, slot)
        fields = (replace(each, mine=text) if (each.phase, each.slot) == where else each for each in self.fields)
        return replace(self, fields=tuple(fields))

    @property
    def seat_label(self) -> str:
        return str(SeatKind(self.seat_kind).label)

    @property
    def chairs(self) -> tuple[Seated, ...]:
        """The people in a drawn circle."""
        return in_a_circle(self.people)

    @property
    def is_planned(self) -> bool:
        return self.status == Status.PLANNED

    @property
    def is_running(self) -> bool:
        return self.status == Status.RUNNING

    @property
    def is_closing(self) -> bool:
        return self.status == Status.CLOSING

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED
