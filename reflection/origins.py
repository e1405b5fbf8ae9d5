"""What the `about` of a note stands for: rooms register their kind and say how it reads to a person.

A note names its place weakly (`casus:<translation key>`, part `fase.<block>.gezien`), so that it outlives the page.
Here the name becomes a title, a link, a question and labelled lines, in the language being read. Where the place
is gone, hidden or was never known, a neutral origin says so, and what the person wrote can still be read.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from people.models import User


@dataclass(frozen=True)
class Line:
    """One piece of an answer: what it answers (may be empty), and what was written, as plain text."""

    label: str
    text: str


@dataclass(frozen=True)
class Origin:
    """Where notes belong. This class is the neutral one; rooms derive theirs and never raise for an unknown part."""

    title: str
    url: str = ""
    language: str = ""
    """The language of the title and questions, where it is another than the one being read."""

    def section(self, part: str) -> str:
        """The piece of the whole that a part stands in, such as the title of a stage; empty where there is none."""
        return ""

    def question(self, part: str) -> str:
        """What was asked there, as one plain text; empty where that is not known any more."""
        return ""

    def asks_again(self, part: str) -> str:
        """What is asked when this comes back on a day that was chosen; empty for what was asked the first time."""
        return ""

    def answers_on(self, part: str) -> str:
        """Where what comes back on a chosen day is answered, in another way than by writing again; empty where it is not."""
        return ""

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        """The answer as readable text. Empty where nothing was written, such as for a mark of progress."""
        return [Line("", text) for text in _texts_in(value)]

    def is_written(self, part: str) -> bool:
        """Whether the part holds something that was written or chosen; a mark of progress does not."""
        return True

    def order(self, part: str) -> tuple[int, ...]:
        """Where the part stands in the whole, for sorting. Parts that are not known any more come last."""
        return (LAST,)

    def place(self, part: str) -> str:
        """The address of the part itself; that of the whole where it has none."""
        return self.url


LAST = 10_000

Describe = Callable[[User, Iterable[str]], Mapping[str, Origin]]


@dataclass(frozen=True)
class OriginKind:
    """A kind of place: the word before the colon of `about`."""

    kind: str
    label: str | Promise
    """In the plural, as the heading of a list."""
    describe: Describe
    order: int


_kinds: dict[str, OriginKind] = {}


def register_origin(kind: str, label: str | Promise, describe: Describe, *, order: int = 50) -> None:
    """Say what `about`s of this kind stand for; called from a room's `ready()`.

    `describe(user, abouts)` gives an origin for each `about` that it can still say something about, in a fixed number
    of queries however many are asked, and only of what this person may see now.
    """
    _kinds[kind] = OriginKind(kind, label, describe, order)


def all_kinds() -> list[OriginKind]:
    """Every registered kind, in the order in which they are shown."""
    return sorted(_kinds.values(), key=lambda each: (each.order, each.kind))


def kind_of(about: str) -> str:
    """The word before the colon."""
    return about.partition(":")[0]


def key_of(about: str) -> uuid.UUID | None:
    """What stands behind the colon, where that is a key."""
    try:
        return uuid.UUID(about.partition(":")[2])
    except ValueError:
        return None


def day_in_words(stored: Any) -> str:
    """A day as a value stores it (`2026-12-01`), in words; as it stands where it is none; empty without one."""
    try:
        return date_format(datetime.date.fromisoformat(stored), "j F Y") if stored else ""
    except (TypeError, ValueError):
        return str(stored)


def gone() -> Origin:
    """The origin of what is gone, hidden or unknown: the same answer to all three."""
    return Origin(_("Iets dat niet meer te lezen is"))


def describe_origins(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """An origin for every `about`. As many queries as there are kinds among them, however many there are."""
    asked = list(dict.fromkeys(abouts))
    found: dict[str, Origin] = {}
    for kind in all_kinds():
        own = [about for about in asked if kind_of(about) == kind.kind]
        if own:
            found.update(kind.describe(user, own))
    return {about: found.get(about) or gone() for about in asked}


def _texts_in(value: Any) -> list[str]:
    """Every text in a stored value, in the order in which it stands; ids, marks and empty fields are none."""
    match value:
        case str():
            return [value] if value.strip() else []
        case Mapping():
            return [text for each in value.values() for text in _texts_in(each)]
        case list() | tuple():
            return [text for each in value for text in _texts_in(each)]
    return []
