"""What lies ready for somebody on their own page, in numbers: nothing of it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value

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
    counts: dict[str, Any] = {
        "echoes_ready": _count(ready_of(person)),
        "releases_unopened": _count(unopened_by(person)),
    }
    found: Mapping[str, Any] = User._base_manager.filter(pk=person.pk).values(**counts).get()
    return Waiting(found["echoes_ready"] or 0, found["releases_unopened"] or 0)


def _count(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(
        rows.order_by().values(all_of_them=Value(1)).annotate(count=Count("pk", distinct=True)).values("count")
    )
