"""What rooms above lay before readers: the same links, seats, decisions and vetoes, about something that is no case."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.review.forms import SayForm
from people.models import User


@dataclass(frozen=True)
class Laid:
    """How a reader with a link meets it: a page of its own room, and the form for the seat."""

    template: str
    thanks: str
    form: Callable[..., SayForm]
    context: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    """Of the text as it lies there; what readers said of another one does not count."""


@dataclass(frozen=True)
class Passed:
    """What a reader with a link is told when it lies before readers no more: what became of it, and where it is now."""

    words: str
    url: str = ""
    is_over: bool = True
    """Whether it never comes back to readers."""


@dataclass(frozen=True)
class ToConfirm:
    """Something on which a veto stands that was talked about, and where a reader by experience confirms that."""

    title: str
    url: str


Find = Callable[[uuid.UUID], Laid | Passed | None]
_finders: list[Find] = []
FindTalks = Callable[[User], list[ToConfirm]]
_talks: list[FindTalks] = []


def register_laid(find: Find) -> None:
    """Let links lead to things of this room as well. `find` answers None for a key that is none of its own."""
    _finders.append(find)


def met_at(key: uuid.UUID) -> Laid | Passed | None:
    """What a reader with a link meets at this key, in whichever room: the text, or what became of it."""
    return next((met for find in _finders if (met := find(key)) is not None), None)


def laid_of(key: uuid.UUID) -> Laid | None:
    """What lies at this key, in whichever room."""
    met = met_at(key)
    return met if isinstance(met, Laid) else None


def register_talks(find: FindTalks) -> None:
    """Let readers by experience meet the talks after vetoes of this room as well, where they look for what to read."""
    _talks.append(find)


def talks_elsewhere(person: User) -> list[ToConfirm]:
    """What this reader by experience may confirm in other rooms."""
    return [each for find in _talks for each in find(person)]
