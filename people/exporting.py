"""Everything that the platform holds of one person, as rows of plain values. Asks the declarations of all models.

A room registers only what a declaration cannot say: how sealed text opens.
"""

import datetime
import decimal
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Count, OuterRef, Subquery

from people.models import User
from people.personal_data import Declaration, declared, rows_of

Opened = Mapping[str, Any]
Opener = Callable[[Any], Opened | None]
"""What stands in a sealed row, by name; None where it cannot be opened."""

_openers: dict[type[models.Model], Opener] = {}


@dataclass(frozen=True)
class Kept:
    """What one model holds of a person."""

    model: type[models.Model]
    declaration: Declaration
    rows: list[dict[str, Any]] = field(default_factory=list)
    unreadable: int = 0


def register_opener(base: type[models.Model], opener: Opener) -> None:
    """Say how rows of this model, and of models made from it, are opened for the person they belong to."""
    _openers[base] = opener


def counts_of(person: User) -> dict[type[models.Model], int]:
    """How many rows each declared model holds of this person, in one query."""
    asked: dict[str, Any] = {}
    names: dict[str, type[models.Model]] = {}
    for number, (model, declaration) in enumerate(declared().items()):
        path = "pk" if declaration.subject == "self" else str(declaration.subject)
        rows = model._base_manager.filter(**{path: OuterRef("pk")}).order_by().values(path)
        asked[f"n{number}"] = Subquery(rows.annotate(rows_kept=Count("pk")).values("rows_kept"))
        names[f"n{number}"] = model
    found: Mapping[str, Any] = User._base_manager.filter(pk=person.pk).values(**asked).get()
    return {model: found[name] or 0 for name, model in names.items()}


def collect(person: User) -> Iterator[Kept]:
    """What each declared model holds of this person, one model at a time, rows in a fixed order."""
    for model, declaration in declared().items():
        kept, unreadable = [], 0
        for row in rows_of(person, model).order_by("pk").iterator(chunk_size=500):
            values, opened = _values(row, declaration), _open(row)
            unreadable += opened is None
            kept.append({**values, **(opened or {})})
        yield Kept(model, declaration, kept, unreadable)


def _open(row: models.Model) -> Opened | None:
    for base in type(row).__mro__:
        if base in _openers:
            return _openers[base](row)
    return {}


def _values(row: models.Model, declaration: Declaration) -> dict[str, Any]:
    values: dict[str, Any] = {"id": _plain(row.pk)}
    for name in declaration.fields:
        try:
            found = row._meta.get_field(name)
        except FieldDoesNotExist:
            continue  # the declaration of a package's model, and the package moved on
        if found.many_to_many:
            values[name] = getattr(row, name).count()  # how many; who the others are, is theirs
        elif isinstance(found, models.Field) and not isinstance(found, models.BinaryField):
            values[name] = _plain(found.value_from_object(row))
    return values


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    return str(value)
