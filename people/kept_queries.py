"""Queries that every request asks: their SQL is made once per process, and only its parameters change.

Making the SQL of a query over four tables takes Django longer than the database needs to answer it. Who somebody is,
where they belong and what stands on a page is asked at every request, so that time is most of what a thin page costs.
No row is kept: every request asks the database, with its own parameters.
"""

import copy
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, UUIDField
from django.utils import timezone

PERSON = -987_654_321
"""Stands for the person while the SQL is made. No row has it; nor the numbers below it, which stand for others."""
NOW = datetime(1, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
"""Stands for this moment, and its date for today."""
SIGN = "\ue000"
"""Texts that begin with it stand for what else is asked about. It is nobody's."""
UNUSED = uuid.UUID("00000000-0000-0000-ffff-000000000000").int
"""The ids from here on stand for ids. They are of no version, so that nothing ever gets one."""

SHAPES = 64
"""How many kinds of SQL one query keeps: for each number of audiences, say. The oldest makes room."""

Value = str | int | uuid.UUID | Collection[str] | Collection[int] | Collection[uuid.UUID]


@dataclass(frozen=True)
class _Kept:
    """The query as it was made, what Django worked out of it, and the parameters with what stands in them."""

    rows: QuerySet[Any]
    compiler: Any
    sql: str
    marked: tuple[Any, ...]


class KeptQuery:
    """A query about one reader at this moment, given as a function of both: `KeptQuery(lambda reader, now: ...)`.

    Asked again, the SQL is the same: the function is called once per shape, which is whether somebody is signed in, in
    how many audiences they are, and how long the lists are that are asked about. It may use the reader, the moment and
    its date, and the values beside them in lookups, as they are; a value that reaches the SQL in another form, and a
    clock that is read in passing, are refused when the SQL is made. What chooses between two kinds of SQL goes by
    name: `ask(reader, language="nl")` makes one for each language.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._kept: dict[Any, _Kept | None] = {}

    def ask(self, reader: Any, *values: Value, **named: Any) -> list[Any]:
        """The rows for this reader, exactly as the query itself gives them.

        The reader is a person or a visitor where the query asks what they may see, and the number of a person where
        it asks only what is theirs.
        """
        audiences = _audiences(reader)
        shape = (
            connection.alias,
            connection.vendor,
            type(reader) if isinstance(reader, int) else reader.is_authenticated,
            len(audiences),
            tuple(_length(value) for value in values),
            frozenset(named.items()),
        )
        if shape not in self._kept:
            kept = self._keep(reader, len(audiences), values, named)
            if len(self._kept) >= SHAPES:
                self._kept.pop(next(iter(self._kept), None), None)
            self._kept[shape] = kept
        else:
            kept = self._kept[shape]
        if kept is None:
            return []
        stands = _standing(reader, audiences, values)
        return _rows(kept, [stands.get(value, value) for value in kept.marked])

    def _keep(self, reader: Any, audiences: int, values: tuple[Value, ...], named: dict[str, Any]) -> _Kept | None:
        stand_ins = _stand_ins(values)
        rows = self._build(_stand_in_reader(reader, audiences), NOW, *stand_ins, **named)
        compiler: Any = rows.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        for stand_in in stand_ins:
            for each in _each(stand_in):
                if _adapted(each) not in parameters:
                    raise ValueError("A value does not reach the SQL as it is: ask it by name.")
        if any(str(value)[:10] in _today() for value in parameters):
            raise ValueError("The SQL holds a moment of its own: use the one that the query is given.")
        compiler.connection = None  # of this thread; another asks with its own
        return _Kept(rows, compiler, sql, tuple(parameters))


def _rows(kept: _Kept, parameters: list[Any]) -> list[Any]:
    """What Django makes of the answer, without making the SQL again."""
    compiler = copy.copy(kept.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_options: (kept.sql, tuple(parameters))
    asked = kept.rows.all()
    asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
    return list(asked)


def _audiences(reader: Any) -> list[uuid.UUID]:
    """Those of a person; none for a number, and none for a visitor, whose audience is always the same one."""
    from people.models.audience import audience_ids_of

    return list(audience_ids_of(reader)) if not isinstance(reader, int) and reader.is_authenticated else []


def _stand_in_reader(reader: Any, audiences: int) -> Any:
    from people.models import User

    if isinstance(reader, int):
        return PERSON
    if not reader.is_authenticated:
        return AnonymousUser()
    person = User(pk=PERSON)
    person._audience_ids = frozenset(_ids(audiences))  # type: ignore[attr-defined]  # noqa: SLF001 - what is asked of them
    return person


def _ids(number: int) -> list[uuid.UUID]:
    return [uuid.UUID(int=UNUSED + nth) for nth in range(number)]


def _standing(reader: Any, audiences: list[uuid.UUID], values: tuple[Value, ...]) -> dict[Any, Any]:
    """What stands in the parameters, and what is asked in its place."""
    now = timezone.now()
    adapt = connection.ops
    stands: dict[Any, Any] = {
        adapt.adapt_datetimefield_value(NOW): adapt.adapt_datetimefield_value(now),
        adapt.adapt_datefield_value(timezone.localdate(NOW)): adapt.adapt_datefield_value(timezone.localdate(now)),
    }
    person = reader if isinstance(reader, int) else reader.pk
    if person is not None:
        stands[PERSON] = person
    for stand_in, audience in zip(_ids(len(audiences)), audiences, strict=True):
        stands[_adapted(stand_in)] = _adapted(audience)
    for stand_in, value in zip(_stand_ins(values), values, strict=True):
        for mark, each in zip(_each(stand_in), _each(value), strict=True):
            stands[_adapted(mark)] = _adapted(each)
    return stands


def _stand_ins(values: tuple[Value, ...]) -> list[Any]:
    found: list[Any] = []
    for nth, value in enumerate(values, start=1):
        marks = [_mark(each, nth * 10_000 + place) for place, each in enumerate(_each(value))]
        found.append(marks[0] if isinstance(value, str | int | uuid.UUID) else marks)
    return found


def _mark(value: Any, nth: int) -> Any:
    if isinstance(value, str):
        return f"{SIGN}{nth}"
    return uuid.UUID(int=UNUSED + nth) if isinstance(value, uuid.UUID) else PERSON - nth


def _each(value: Any) -> Iterable[Any]:
    return (value,) if isinstance(value, str | int | uuid.UUID) else value


def _length(value: Value) -> tuple[type, int]:
    return (type(value), 1) if isinstance(value, str | int | uuid.UUID) else (list, len(value))


def _adapted(value: Any) -> Any:
    return _UUID.get_db_prep_value(value, connection) if isinstance(value, uuid.UUID) else value


_UUID: Any = UUIDField()


def _today() -> set[str]:
    days: tuple[date, ...] = (timezone.now().date(), timezone.localdate())
    return {str(day) for day in days}
