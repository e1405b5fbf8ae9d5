"""How far one person is in one module, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.enums import UnitState
from modules.models import Enrolment, UnitProgress
from modules.units import Unit, Units


@dataclass(frozen=True)
class Place:
    """Where somebody goes on: a unit, and the block in it if they stopped at one."""

    unit: Unit
    block_id: str = ""


@dataclass(frozen=True)
class Progress:
    """What is stored about one person in one module; empty for a visitor. Rows of units that are gone do no harm."""

    enrolment: Enrolment | None = None
    rows: Mapping[str, UnitProgress] = field(default_factory=dict)

    def state(self, unit: Unit) -> UnitState:
        """How far this unit is."""
        row = self.rows.get(unit.id)
        if row is None:
            return UnitState.NEW
        return UnitState.OPENED if row.done_at is None else UnitState.DONE

    def still_open(self, units: Units) -> list[Unit]:
        """The units that are not marked as done, in the suggested order."""
        return [unit for unit in units if self.state(unit) != UnitState.DONE]

    def place(self, units: Units) -> Place | None:
        """Where this person stopped; past a finished unit, the next one that is open. None when all is done."""
        current = units.by_id(self.enrolment.unit_id) if self.enrolment else None
        if current and self.state(current) != UnitState.DONE:
            return self._at(current, units)
        still_open = self.still_open(units)
        following = [unit for unit in still_open if current and unit.number > current.number]
        chosen = next(iter(following or still_open), None)
        return Place(chosen, self._block_in(chosen)) if chosen else None

    def _at(self, unit: Unit, units: Units) -> Place:
        """A block that an editor moved to another unit is followed there."""
        row = self.rows.get(unit.id)
        if row is None or not row.last_block:
            return Place(unit)
        home = unit if unit.block(row.last_block) else units.with_block(row.last_block)
        return Place(home, row.last_block) if home else Place(unit)

    def _block_in(self, unit: Unit) -> str:
        row = self.rows.get(unit.id)
        return row.last_block if row and unit.block(row.last_block) else ""
