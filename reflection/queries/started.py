"""What a person wrote and where; for that person only."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from people.kept_queries import KeptQuery
from people.models import User
from reflection.models import RESTART, Answer


@dataclass(frozen=True)
class Started:
    """That a person began on something: which parts have an answer now, and when the last one was written."""

    about: str
    parts: frozenset[str]
    last_at: datetime


def started_by(person: User, kind: str) -> list[Started]:
    """What of this kind (the word before the colon in `about`) this person began on, latest first.

    Opens nothing: only where and when, in one query.
    """
    found: dict[str, tuple[set[str], datetime]] = {}
    for about, part, written_at in _CURRENT.ask(person.pk, kind=kind):
        parts, last_at = found.get(about, (set(), written_at))
        parts.add(part)
        found[about] = (parts, max(last_at, written_at))
    started = [Started(about, frozenset(parts), last_at) for about, (parts, last_at) in found.items()]
    return sorted(started, key=lambda each: each.last_at, reverse=True)


def _current(person: int, _now: datetime, kind: str) -> "QuerySet[Any, Any]":
    rows = Answer.objects.filter(person=person, about__startswith=f"{kind}:").exclude(part=RESTART).current()
    found: QuerySet[Any, Any] = rows.values_list("about", "part", "created_at")
    return found


_CURRENT = KeptQuery(_current)


def latest_answer(person: User, about: str, part: str) -> uuid.UUID | None:
    """The row of this person's latest answer at one part; None without one. Opens nothing, in one query."""
    rows = Answer.objects.of(person).filter(about=about, part=part).order_by("-created_at", "-pk")
    found: uuid.UUID | None = rows.values_list("pk", flat=True).first()
    return found
