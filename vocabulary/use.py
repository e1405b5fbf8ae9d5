"""Where a concept is used. Rooms above this one say how to find out; this one shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from people.models import User
from vocabulary.models import Concept


@dataclass(frozen=True)
class Use:
    """One thing that is described with a concept."""

    title: str
    url: str
    summary: str = ""
    language: str = "nl"


Finder = Callable[[Concept, User | AnonymousUser], Iterable[Use]]

_finders: dict[str, tuple[object, Finder]] = {}


def register_use(*, kind: str, label: object, find: Finder) -> None:
    """Have the concept page list what `find(concept, user)` gives. `find` answers through `visible_to(user)` only."""
    _finders[kind] = (label, find)


def uses_of(concept: Concept, user: User | AnonymousUser) -> list[tuple[object, list[Use]]]:
    """What this person may see that uses this concept: per kind a label and a list, without the empty kinds."""
    found = [(label, list(find(concept, user))) for label, find in _finders.values()]
    return [(label, uses) for label, uses in found if uses]
