"""What the front door shows of the rooms behind it. A room registers a feature; nothing here knows the rooms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

Provider = Callable[[HttpRequest], dict[str, Any] | None]
"""What a room shows to this reader, or None when it has nothing to show."""


@dataclass(frozen=True)
class Feature:
    """One room on the front door, drawn by `templates/home/<name>.html` with `context` as its variables."""

    name: str
    context: dict[str, Any]

    @property
    def template(self) -> str:
        """The partial the room owns."""
        return f"home/{self.name}.html"


@dataclass(frozen=True)
class ShortRead:
    """What fits in five minutes, and the address where it begins."""

    title: str
    url: str
    lang: str = ""
    """Its language, where that is not the reader's."""


@dataclass
class _Registry:
    providers: dict[str, tuple[int, Provider]] = field(default_factory=dict)
    short_read: Callable[[HttpRequest], ShortRead | None] | None = None


_registry = _Registry()


def register_feature(name: str, provider: Provider, *, order: int = 50) -> None:
    """Show this room on the front door; lower orders stand higher. Registering a name again replaces it."""
    _registry.providers[name] = (order, provider)


def features(request: HttpRequest) -> list[Feature]:
    """What the rooms show to this reader, in order; a room without anything to show is left out."""
    found = []
    for name, (_order, provider) in sorted(_registry.providers.items(), key=lambda entry: (entry[1][0], entry[0])):
        context = provider(request)
        if context is not None:
            found.append(Feature(name, context))
    return found


def register_short_read(provider: Callable[[HttpRequest], ShortRead | None]) -> None:
    """Have the front door offer this to who has five minutes."""
    _registry.short_read = provider


def short_read(request: HttpRequest) -> ShortRead | None:
    """What this reader can read in five minutes, or None where there is nothing yet."""
    return _registry.short_read(request) if _registry.short_read else None
