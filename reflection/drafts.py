"""What a draft is, wherever it is kept: the fields of one form, at one place, in a version."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Fields = Mapping[str, list[str]]
"""What stands in the fields of a form, by name, as a browser sends it."""


@dataclass(frozen=True)
class Place:
    """A form of an object: `about` as an answer has it, `key` for the form, `revision` of the text it stands at."""

    about: str
    key: str
    revision: int | None = None


@dataclass(frozen=True)
class Kept:
    """A draft as it stands."""

    fields: dict[str, list[str]]
    version: int
    kept_at: datetime
    page: uuid.UUID


@dataclass(frozen=True)
class Settled:
    """A draft that an answer takes the place of: the version that was seen, or whatever this page wrote."""

    key: str
    version: int
    page: uuid.UUID


LOGBOOK = "logboek"
"""What drafts of entries are about, wherever the writer was; the key says which entry, or on which page a new one."""
NEW_ENTRY = "nieuw."


def new_entry_at(about: str) -> Place:
    """Where a new entry about this page is written; one at a time."""
    return Place(LOGBOOK, f"{NEW_ENTRY}{about}"[:120])


def change_of(entry_id: uuid.UUID) -> Place:
    """Where an entry is changed."""
    return Place(LOGBOOK, f"notitie.{entry_id}")


def seen_again_at(echo_id: uuid.UUID) -> Place:
    """Where somebody writes what they see now, in an echo; about what its answers are about."""
    return Place(f"echo:{echo_id}", "nu")


class StaleDraftError(Exception):
    """Something else stands there than the writer saw: `standing`, or nothing any more. For the writer's eyes only."""

    def __init__(self, standing: Kept | None) -> None:
        self.standing = standing
        super().__init__("another version stands")
