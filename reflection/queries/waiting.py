"""What lies ready for somebody on their own page, in numbers: nothing of it is opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value

from people.kept_queries import KeptQuery
from people.models import User
from reflection.queries.echoes import ready_of
from reflection.queries.releases import unopened_by

Rows = Callable[[User, datetime], "QuerySet[Any]"]

_more: dict[str, Rows] = {}


@dataclass(frozen=True)
class Waiting:
    """How much there is to look at."""

    echoes: int
    """Of their own, to look at again."""
    unopened: int
    """Of what others released to them and they did not open yet."""
    more: Mapping[str, int]
    """Of what rooms above this one registered."""


def register_waiting(name: str, rows: Rows) -> None:
    """Let this be counted along, for a person at a moment; called from a room's `ready()`."""
    _more[name] = rows


def waiting_for(person: User) -> Waiting:
    """All of it at once. One query."""
    (found,) = _WAITING.ask(person)
    return Waiting(
        found["echoes_ready"] or 0,
        found["releases_unopened"] or 0,
        {name: found[f"more_{name}"] or 0 for name in _more},
    )


def _count(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(
        rows.order_by().values(all_of_them=Value(1)).annotate(count=Count("pk", distinct=True)).values("count")
    )


def _counts(person: User, now: datetime) -> "QuerySet[Any, Any]":
    counts: dict[str, Any] = {
        "echoes_ready": _count(ready_of(person, now)),
        "releases_unopened": _count(unopened_by(person, now)),
        **{f"more_{name}": _count(rows(person, now)) for name, rows in _more.items()},
    }
    return User._base_manager.filter(pk=person.pk).values(**counts)


_WAITING = KeptQuery(_counts)
