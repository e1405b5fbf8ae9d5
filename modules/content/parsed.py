"""A module as its file tells it, before it has ids."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from pages.content import ContentFile


@dataclass(frozen=True)
class ParsedBlock:
    """A block: its sort, its title and what it holds. `case` names a case by slug, until the file is stored."""

    sort: str
    title: str
    line: int
    value: dict[str, Any] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True)
class ParsedUnit:
    """A unit and its blocks."""

    title: str
    minutes: int
    form: str
    line: int
    blocks: tuple[ParsedBlock, ...]


@dataclass(frozen=True)
class ParsedModule:
    """Everything of one file."""

    file: ContentFile
    slug: str
    translation_key: uuid.UUID
    digest: str
    fields: dict[str, Any]
    goals: tuple[str, ...]
    concepts: tuple[str, ...]
    units: tuple[ParsedUnit, ...]
