"""Demo content per room: each file has one idempotent `load()`."""

from collections.abc import Callable
from importlib import import_module

ROOMS = ("people", "cases", "modules", "discussion", "intervision")
"""In this order: later rooms lean on earlier ones. The vocabulary and the content are loaded before them."""


def load(say: Callable[[str], None]) -> None:
    """Load every room's demo, telling which."""
    for room in ROOMS:
        say(room)
        import_module(f"meerstemmig.demo.{room}").load()
