"""What of a model is personal. Export, erasure and retention are driven by these declarations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models


class Kind(StrEnum):
    """What sort of personal data a field holds."""

    CONTACT = "contact"  # how to reach or name someone
    OWN_WORDS = "own words"  # what someone wrote
    ACTIVITY = "activity"  # what someone did and when
    MEMBERSHIP = "membership"  # where someone belongs


class OnErase(StrEnum):
    """What happens to a row when the person it belongs to is erased."""

    DELETE = "delete"
    TOMBSTONE = "tombstone"  # the text goes, the place stays: others' contributions need it
    KEEP = "keep"  # nothing personal remains once the link to the person is gone


@dataclass(frozen=True)
class Declaration:
    """Which path leads from a row to its person, which fields are personal, and what erasing does."""

    subject: str | None
    fields: Mapping[str, Kind] = field(default_factory=dict)
    on_erase: OnErase = OnErase.KEEP
    keep_days: int | None = None
    keep_from: str = ""
    """The lookup path to the date from which `keep_days` count."""
    reason: str = ""


M = TypeVar("M", bound=type[models.Model])

_declarations: dict[type[models.Model], Declaration] = {}


def personal_data(
    *,
    subject: str,
    fields: Mapping[str, Kind],
    on_erase: OnErase,
    keep_days: int | None = None,
    keep_from: str = "",
) -> Callable[[M], M]:
    """Declare that rows of this model belong to the person at `subject` (a lookup path; "self" for the user).

    With `keep_days` rows go that many days after the date at `keep_from` (people/retention.py).
    A model of a package is declared by calling this with the model, in the `ready()` of the room that uses it.
    """

    def declare(model: M) -> M:
        _declarations[model] = Declaration(subject, fields, on_erase, keep_days, keep_from)
        return model

    return declare


def no_personal_data(reason: str) -> Callable[[M], M]:
    """Declare that rows of this model say nothing about a person, and why."""

    def declare(model: M) -> M:
        _declarations[model] = Declaration(None, reason=reason)
        return model

    return declare


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """The declaration of this model; None where it has none, which a test refuses."""
    return _declarations.get(model)


def declared() -> dict[type[models.Model], Declaration]:
    """Every model that holds something of a person, by name, so that what is made of it is always the same."""
    personal = [(model, made) for model, made in _declarations.items() if made.subject is not None]
    return dict(sorted(personal, key=lambda pair: pair[0]._meta.label))


def rows_of(person: models.Model, model: type[models.Model]) -> "models.QuerySet[Any]":
    """The rows of a declared model that belong to this person, whatever its own manager hides."""
    subject = _declarations[model].subject
    assert subject is not None, f"{model._meta.label} holds nothing of a person"
    return model._base_manager.filter(**{"pk" if subject == "self" else subject: person.pk})
