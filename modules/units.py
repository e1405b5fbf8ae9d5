"""The units of a module as readers meet them: numbered, with an address and their blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import slugify

from modules.enums import UnitForm

RESERVED = frozenset({"attest", "begin"})
"""What the addresses below a module already mean."""


@dataclass(frozen=True)
class Unit:
    """One unit. Its id never changes; its number, title and place may."""

    id: str
    number: int
    slug: str
    title: str
    minutes: int
    form: UnitForm
    value: Any

    @cached_property
    def blocks(self) -> list[Any]:
        """Its blocks, each with `id`, `block_type` and `value`."""
        return list(self.value["blocks"])

    def block(self, block_id: str) -> Any | None:
        """The block with this id."""
        return next((block for block in self.blocks if block.id == block_id), None)


class Units(list[Unit]):
    """The units of one module, in the suggested order."""

    def by_id(self, unit_id: str) -> Unit | None:
        return next((unit for unit in self if unit.id == unit_id), None)

    def by_address(self, address: str) -> Unit | None:
        """By slug, or by number: `/3/` is what people type and what is printed."""
        found = next((unit for unit in self if unit.slug == address), None)
        return found or next((unit for unit in self if str(unit.number) == address), None)

    def after(self, unit: Unit) -> Unit | None:
        """The next in the suggested order."""
        return self[unit.number] if unit.number < len(self) else None

    def with_block(self, block_id: str) -> Unit | None:
        """The unit in which this block stands now."""
        return next((unit for unit in self if unit.block(block_id)), None)


def units_of(stream: Iterable[Any]) -> Units:
    """Number the units of a stream and give each an address of its own."""
    units, taken = Units(), set(RESERVED)
    for number, child in enumerate(stream, start=1):
        value = child.value
        slug = value["slug"] or slugify(value["title"]) or f"eenheid-{number}"
        if slug in taken:
            slug = f"{slug}-{number}"
        taken.add(slug)
        units.append(
            Unit(child.id, number, slug, value["title"], value["minutes"] or 0, UnitForm(value["form"]), value)
        )
    return units
