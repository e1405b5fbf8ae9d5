"""The front page of a module, for one reader."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from modules.addresses import unit_url
from modules.enums import UnitForm, UnitState
from modules.models import Attest, ModulePage
from modules.progress import Progress
from modules.queries.progress import attest_of, progress_of
from modules.rules import can_attest
from modules.units import Unit
from people.models import User


@dataclass(frozen=True)
class Row:
    """A unit in the list of units."""

    unit: Unit
    url: str
    state: UnitState
    here: bool = False


@dataclass(frozen=True)
class Front:
    """What the module's front page says to this reader."""

    rows: list[Row]
    begun: bool
    onward: str
    onward_title: str
    forms: list[UnitForm]
    minutes: int
    attest: Attest | None
    may_attest: bool


def rows_of(module: ModulePage, progress: Progress, here: Unit | None = None) -> list[Row]:
    """Every unit with its address and how far it is."""
    return [
        Row(unit, unit_url(module, unit), progress.state(unit), here is not None and unit.id == here.id)
        for unit in module.all_units
    ]


def front_of(module: ModulePage, user: User | AnonymousUser) -> Front:
    """Where this reader is. Three queries; none for a visitor."""
    progress, units = progress_of(module, user), module.all_units
    place = progress.place(units)
    first = units[0] if units else None
    return Front(
        rows=rows_of(module, progress, place.unit if place and progress.enrolment else None),
        begun=progress.enrolment is not None,
        onward=(
            unit_url(module, place.unit, place.block_id) if place else unit_url(module, first) if first else module.url
        ),
        onward_title=place.unit.title if place else "",
        forms=[form for form in UnitForm if any(unit.form == form for unit in units)],
        minutes=sum(unit.minutes for unit in units),
        attest=attest_of(module.translation_key, user),
        may_attest=can_attest(units, progress),
    )
