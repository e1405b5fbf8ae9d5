"""What a text that somebody kept can become: rooms register the form that it goes on in.

    register_onward("signaal", label=…, told=…, begin=begin, order=20)

Whoever begins gets a draft of their own with the text in it, which nobody else reads. That room's own check for what
may tell who somebody is, comes before anything leaves it. `about` says from what kind of place the text came, and
never from which one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from people.models import User


@dataclass(frozen=True)
class Seed:
    """A text of somebody's own to begin something with, and the kind of place it came from."""

    text: str
    about: str
    key: str
    """Names the text to its reader alone: begun twice with the same one, it is the same draft."""


Begin = Callable[[User, Seed], str]


@dataclass(frozen=True)
class Onward:
    """One thing that a text can become."""

    name: str
    label: str | Promise
    told: str | Promise
    """What happens there before anybody else reads it."""
    begin: Begin
    """Makes the draft, and says where its form is."""
    can: Callable[[User], bool]
    order: int


_ways: dict[str, Onward] = {}


def register_onward(
    name: str,
    *,
    label: str | Promise,
    told: str | Promise,
    begin: Begin,
    can: Callable[[User], bool] = lambda person: True,
    order: int = 50,
) -> None:
    """Add a way; called from a room's `ready()`."""
    _ways[name] = Onward(name, label, told, begin, can, order)


def ways_on(person: User) -> list[Onward]:
    """What this person can make of a text, in the order in which it is shown."""
    return [each for each in sorted(_ways.values(), key=lambda each: (each.order, each.name)) if each.can(person)]
