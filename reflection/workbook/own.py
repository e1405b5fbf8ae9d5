"""The rows of this room that a work book is made of: answers, and the entries of the logbook."""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from reflection.answer_source import words_in
from reflection.models import RESTART, Answer, LogEntry
from reflection.origins import Line, Origin, register_origin
from reflection.queries.logbook import opened
from reflection.workbook.writings import Row, register_writings

LOGBOOK = "logboek"
ABOUT_LOGBOOK = f"{LOGBOOK}:alles"


def answers(person: User) -> list[Row]:
    """Every answer of this person, and every fresh start. One query."""
    found = Answer.objects.of(person).values_list("pk", "about", "part", "created_at")
    return [Row("answer", pk, about, part, at, restarts=part == RESTART) for pk, about, part, at in found]


def open_answers(person: User, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Mapping[str, Any]]:
    """What stands in these answers of theirs. One query."""
    rows: QuerySet[Answer] = Answer.objects.of(person).filter(pk__in=ids, data_key__isnull=False)
    return {row.pk: json.loads(row.open()) for row in rows.select_related("data_key")}


def entries(person: User) -> list[Row]:
    """Every version of every entry that this person did not delete. One query."""
    found = LogEntry.objects.of(person).kept().values_list("pk", "first", "created_at")
    return [Row("entry", pk, ABOUT_LOGBOOK, str(first), at) for pk, first, at in found]


def open_entries(person: User, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Mapping[str, Any]]:
    """What stands in these versions, as lines with their question. One query."""
    rows = list(
        LogEntry.objects.of(person).kept().filter(pk__in=ids, data_key__isnull=False).select_related("data_key")
    )
    values: dict[uuid.UUID, Mapping[str, Any]] = {}
    for row, entry in zip(rows, opened(rows), strict=True):
        lines = [(_("Bij"), entry.title), (_("De passage"), entry.passage.quote if entry.passage else "")]
        lines += [("" if entry.only_open else str(said.label), said.text) for said in entry.said]
        lines.append((_("Assen"), ", ".join(str(axis.label) for axis in entry.axes)))
        values[row.pk] = {"lines": lines, "said": any(said.text.strip() for said in entry.said)}
    return values


@dataclass(frozen=True)
class LogbookOrigin(Origin):
    """The logbook: each entry is a part of it, named by the id of its first version."""

    def lines(self, part: str, value: Mapping[str, Any]) -> list[Line]:
        return [Line(label, text) for label, text in value.get("lines", ()) if text.strip()]

    def order(self, part: str) -> tuple[int, ...]:
        return (0,)

    def place(self, part: str) -> str:
        return _address("reflection:entry", pk=part) or self.url


def describe_logbook(user: User, abouts: Iterable[str]) -> dict[str, Origin]:
    """The one logbook that somebody has. No query."""
    return {about: LogbookOrigin(_("Logboek"), _address("reflection:logbook")) for about in abouts}


def register() -> None:
    """Called when the room is ready."""
    register_writings("answer", answers, open_answers, lambda value: bool(words_in(value)))
    register_writings("entry", entries, open_entries, lambda value: bool(value["said"]))
    register_origin(LOGBOOK, gettext_lazy("Logboek"), describe_logbook, order=40)


def _address(name: str, **kwargs: object) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
