"""Queries that every request asks: their SQL is made once per process, and only its parameters change.

Making the SQL of a query over four tables takes Django longer than the database needs to answer it. Who somebody is
and where they belong is asked on every page, so that time is most of what a thin page costs.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

PERSON = -987_654_321
"""Stands for the person while the SQL is made. No row has it."""
NOW = datetime(1, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
"""Stands for this moment."""


class KeptQuery:
    """A query about one person at this moment, given as a function of both: `KeptQuery(lambda person, now: ...)`.

    Every time it is asked, the SQL is the same; the function is called once per kind of database. It may use the
    person and the moment in any lookup, and nothing else that changes.
    """

    def __init__(self, build: Callable[[int, datetime], QuerySet[Any]]) -> None:
        self._build = build
        self._kept: dict[str, tuple[str, tuple[Any, ...], type]] = {}

    def ask(self, person: int) -> Any:
        """The rows for this person, as `Model.objects.raw` gives them."""
        sql, marked, model = self._kept.get(connection.vendor) or self._keep()
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        values = [person if value == PERSON else now if value == _marked_now() else value for value in marked]
        return model.objects.raw(sql, values)  # type: ignore[attr-defined]

    def _keep(self) -> tuple[str, tuple[Any, ...], type]:
        query = self._build(PERSON, NOW)
        sql, parameters = query.query.get_compiler(connection=connection).as_sql()
        kept = (sql, tuple(parameters), query.model)
        self._kept[connection.vendor] = kept
        return kept


def _marked_now() -> Any:
    return connection.ops.adapt_datetimefield_value(NOW)
