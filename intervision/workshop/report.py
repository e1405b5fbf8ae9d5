"""What a dry run met: plain words and numbers, kept with the draft until it is run again."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class SeatLine:
    """One chair in one phase."""

    who: str
    speaks: bool
    silent: bool
    turned: bool
    writes: tuple[str, ...]
    """What this chair may write, and what becomes of it."""
    sees: tuple[str, ...]
    """What lies on the table for this chair."""
    text: str
    """What only this chair reads."""


@dataclass(frozen=True)
class PhaseLine:
    """One phase."""

    nr: int
    part: str
    title: str
    minutes: int
    begins: int
    """Minutes after the start."""
    seats: tuple[SeatLine, ...]
    shown: tuple[str, ...]
    """What comes out here that was hidden, and for whom."""
    text: str
    """What everybody reads."""
    written: int
    """How many texts the played chairs handed in."""
    method_nr: int = 0
    """Its number in the method itself; 0 in the opening and the closing."""


@dataclass(frozen=True)
class Met:
    """Something that the run met, in a phase (0: in the whole)."""

    phase: int
    reason: str


@dataclass(frozen=True)
class Report:
    """The whole run."""

    phases: tuple[PhaseLine, ...]
    faults: tuple[Met, ...]
    """What keeps a method from being published."""
    notes: tuple[Met, ...]
    """What is worth a look, and may be meant."""
    minutes: int
    around: int
    people: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        phases = tuple(
            PhaseLine(**{**each, "shown": tuple(each["shown"]), "seats": tuple(_seat(seat) for seat in each["seats"])})
            for each in data["phases"]
        )
        met = {name: tuple(Met(**each) for each in data[name]) for name in ("faults", "notes")}
        return cls(**{**data, **met, "phases": phases})


def _seat(data: dict[str, Any]) -> SeatLine:
    return SeatLine(**{**data, "writes": tuple(data["writes"]), "sees": tuple(data["sees"])})
