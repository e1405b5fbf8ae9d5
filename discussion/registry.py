"""What can be talked about and tagged. Rooms above register their models in `ready()`."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models

from people.models import User


class NotDiscussable(LookupError):
    """This thing, or this kind of thing, was never registered."""


@dataclass(frozen=True)
class Discussable:
    """A kind of thing with threads beneath it. Its model answers `objects.visible_to(user)`.

    Without `talk`, a room of its own writes what stands there, and nobody answers it: it is reported, hidden, withdrawn
    and put back as every post.
    """

    kind: str
    model: type[models.Model]
    label: Any
    talk: bool = True


_by_kind: dict[str, Discussable] = {}


def register_discussable(*, kind: str, model: type[models.Model], label: Any = "", talk: bool = True) -> None:
    """Give everything of this model a discussion and free tags. `kind` stands in addresses: keep it for ever."""
    _by_kind[kind] = Discussable(kind, model, label or model._meta.verbose_name, talk)


def kind_of(thing: models.Model) -> str:
    """The registered kind of this object."""
    for found in _by_kind.values():
        if found.talk and isinstance(thing, found.model):
            return found.kind
    raise NotDiscussable(type(thing).__name__)


def is_talk(kind: str) -> bool:
    """Whether people write and answer beneath this kind of thing."""
    found = _by_kind.get(kind)
    return found is not None and found.talk


def find(kind: str, object_id: str, user: User | AnonymousUser) -> Any:
    """This object, when it is registered and this person may see it; else None, whatever the reason."""
    found = _by_kind.get(kind)
    if found is None:
        return None
    visible: Any = found.model.objects  # type: ignore[attr-defined]  # every model with an audience has one
    try:
        return visible.visible_to(user).filter(pk=object_id).first()
    except (ValueError, ValidationError):  # an id of the wrong shape
        return None


def url_of(thing: Any) -> str:
    """Where this object is read."""
    url: str = getattr(thing, "url", None) or thing.get_absolute_url()
    return url
