"""Answers as something that can be released or frozen."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from reflection.models import Answer
from reflection.origins import Line, describe_origins
from reflection.sources import Person, Piece, register_source

CODES = frozenset({"hoe", "due_on", "tegen", "gekozen"})
"""Keys of a value under which stands a choice or a day, and no words of the person."""
STATEMENT = "s-"
"""How the key of a choice at a statement begins."""


def sendable(text: str) -> str:
    """The text without halves of surrogate pairs: JSON can hold those, and no page can."""
    return text.encode("utf-8", "replace").decode()


def words_in(value: Any) -> list[str]:
    """Every text in a stored value, in the order in which it stands."""
    match value:
        case str():
            text = sendable(value).strip()
            return [text] if text else []
        case Mapping():
            return [
                text
                for key, each in value.items()
                if key not in CODES and not str(key).startswith(STATEMENT)
                for text in words_in(each)
            ]
        case list():
            return [text for each in value for text in words_in(each)]
    return []


def read_answers(rows: Sequence[Answer], seen_by: Person) -> dict[uuid.UUID, Piece]:
    """The answers opened. One query per kind of place they were written at."""
    origins = describe_origins(seen_by, [row.about for row in rows])  # type: ignore[arg-type]  # visible_to takes both
    pieces = {}
    for row in rows:
        origin, opened = origins[row.about], row.open()
        value = json.loads(opened)
        known = bool(origin.url)
        pieces[row.pk] = Piece(
            opened=opened,
            words="\n\n".join(words_in(value)),
            lines=[Line(line.label, sendable(line.text)) for line in origin.lines(row.part, value)],
            written_at=row.created_at,
            title=origin.title if known else "",
            url=origin.url,
            question=origin.question(row.part) if known else "",
            language=origin.language,
        )
    return pieces


def register() -> None:
    """Called when the room is ready."""
    register_source("answer", Answer, owner="person", read=read_answers)
