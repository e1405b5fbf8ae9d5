"""Queries that every request asks: their SQL is made once per process, and only its parameters change.

Making the SQL of a query over four tables takes Django longer than the database needs to answer it. Who somebody is
and where they belong is asked on every page, so that time is most of what a thin page costs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

PERSON = -987_654_321
"""Stands for the person while the SQL is made. No row has it."""
NOW = datetime(1, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
"""Stands for this moment."""


TEXTS = ("\ue000one", "\ue000two")
"""Stand for what else is asked about. No row has them: they begin with a sign that is nobody's."""


@dataclass(frozen=True)
class _Kept:
    """The SQL, what stands in its parameters, and how the values beside the columns of the model are read."""

    sql: str
    marked: tuple[Any, ...]
    model: type
    readers: dict[str, list[Callable[[Any, Any, Any], Any]]]


class KeptQuery:
    """A query about one person at this moment, given as a function of both: `KeptQuery(lambda person, now: ...)`.

    Every time it is asked, the SQL is the same; the function is called once per kind of database. It may use the
    person, the moment and up to two texts that it takes beside them in any lookup, and nothing else that changes.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], texts: int = 0) -> None:
        self._build = build
        self._texts = TEXTS[:texts]
        self._kept: dict[str, _Kept] = {}

    def ask(self, person: int, *texts: str) -> Iterator[Any]:
        """The rows for this person, with their annotations, as the query itself gives them."""
        kept = self._kept.get(connection.vendor) or self._keep()
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        stands = {PERSON: person, _marked_now(): now, **dict(zip(self._texts, texts, strict=True))}
        for row in kept.model.objects.raw(kept.sql, [stands.get(value, value) for value in kept.marked]):  # type: ignore[attr-defined]
            for name, readers in kept.readers.items():
                for read in readers:
                    setattr(row, name, read(getattr(row, name), None, connection))
            yield row

    def _keep(self) -> _Kept:
        rows = self._build(PERSON, NOW, *self._texts)
        query = rows.query
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        readers = {
            name: [*connection.ops.get_db_converters(each), *each.get_db_converters(connection)]
            for name, each in query.annotation_select.items()
        }
        kept = _Kept(sql, tuple(parameters), rows.model, {name: found for name, found in readers.items() if found})
        self._kept[connection.vendor] = kept
        return kept


def _marked_now() -> Any:
    return connection.ops.adapt_datetimefield_value(NOW)
