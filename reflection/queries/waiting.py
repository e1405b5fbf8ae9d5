"""What lies ready for somebody on their own page, in numbers: nothing of it is opened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value

from people.kept_queries import KeptQuery
from people.models import User
from reflection.queries.echoes import ready_of
from reflection.queries.releases import unopened_by


@dataclass(frozen=True)
class Waiting:
    """How much there is to look at."""

    echoes: int
    """Of their own, to look at again."""
    unopened: int
    """Of what others released to them and they did not open yet."""


def waiting_for(person: User) -> Waiting:
    """Both at once. One query."""
    (found,) = _WAITING.ask(person)
    return Waiting(found["echoes_ready"] or 0, found["releases_unopened"] or 0)


def _count(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(
        rows.order_by().values(all_of_them=Value(1)).annotate(count=Count("pk", distinct=True)).values("count")
    )


def _counts(person: User, now: datetime) -> "QuerySet[Any, Any]":
    counts: dict[str, Any] = {
        "echoes_ready": _count(ready_of(person, now)),
        "releases_unopened": _count(unopened_by(person, now)),
    }
    return User._base_manager.filter(pk=person.pk).values(**counts)


_WAITING = KeptQuery(_counts)
