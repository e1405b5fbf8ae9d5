"""What axes are to a practice, as a page and a filter tell it. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.enums import AxisRole
from vocabulary.axes import AXES

MADE_FOR = "voor"
MADE_FOR_LABEL = _("Uitdrukkelijk gemaakt voor")
"""The filter of axes that a practice is about, or was adapted for on purpose."""
ON_PURPOSE = frozenset({AxisRole.FOCUS, AxisRole.ADAPTED})


KNOWN = frozenset(axis.id for axis in AXES)


@dataclass(frozen=True)
class Axes:
    """The axes by their role, and those that the record says nothing of."""

    known: tuple[tuple[str | Promise, tuple[str | Promise, ...]], ...]
    unknown: tuple[str | Promise, ...]


def axes_of(blocks: Iterable[Any]) -> Axes:
    """Every axis, in the order of the figure, under the role that the record gives it."""
    roles = _roles(blocks)
    by_role = [(role.label, tuple(axis.label for axis in AXES if roles.get(axis.id) == role)) for role in AxisRole]
    unknown = tuple(axis.label for axis in AXES if axis.id not in roles)
    return Axes(tuple((label, labels) for label, labels in by_role if labels), unknown)


def made_for(blocks: Iterable[Any]) -> tuple[str, ...]:
    """The ids of the axes that a practice is about, or was adapted for on purpose."""
    return tuple(axis for axis, role in _roles(blocks).items() if role in ON_PURPOSE)


def made_for_stored(stored: str) -> tuple[str, ...]:
    """The same of the field as it is stored, without making blocks of it. An axis that is no longer one counts not."""
    told = json.loads(stored) if stored and stored != "[]" else []
    roles = {str(block["value"]["axis"]): block["value"]["role"] for block in told}
    return tuple(axis for axis, role in roles.items() if role in ON_PURPOSE and axis in KNOWN)


def _roles(blocks: Iterable[Any]) -> dict[str, str]:
    return {str(block.value["axis"]): str(block.value["role"]) for block in blocks or ()}
