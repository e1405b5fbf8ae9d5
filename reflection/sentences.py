"""Sentences of a text, to choose a passage from without a script. Pure functions on text."""

import re
from dataclasses import dataclass

END = re.compile(r"[.!?…؟。]+(?:[\"'”’»)\]]|\s»)*(?=\s)|\n+")
"""Where a sentence ends: at its mark before a space, or at the end of a line."""
SAID = re.compile(r"“[^“”\n]{1,160}”|«[^«»\n]{1,160}»")
"""What somebody says in one breath is not cut in two: half a quotation reads as somebody else's words."""


@dataclass(frozen=True)
class Sentence:
    """One sentence and where it stands: text[start:end]."""

    number: int
    start: int
    end: int
    text: str


class PassageError(ValueError):
    """These sentences make no passage."""


class PassageGapError(PassageError):
    """Between the chosen sentences stands one that was not chosen."""


def sentences(text: str) -> list[Sentence]:
    """The sentences, in order; together they hold everything but white space. Never empty ones."""
    found: list[Sentence] = []
    begin = 0
    said = [match.span() for match in SAID.finditer(text)]
    ends = [at for at in (match.end() for match in END.finditer(text)) if not any(a < at < b for a, b in said)]
    for end in [*ends, len(text)]:
        piece = text[begin:end]
        stripped = piece.strip()
        if stripped:
            start = begin + len(piece) - len(piece.lstrip())
            found.append(Sentence(len(found), start, start + len(stripped), stripped))
        begin = end
    return found


def passage_of(text: str, chosen: set[int]) -> tuple[int, int]:
    """Where the passage of these sentences stands. Raises PassageError where there is none, PassageGapError where a
    sentence in between was left out: what was not chosen is never taken along."""
    known = sentences(text)
    if not chosen or not chosen <= {sentence.number for sentence in known}:
        raise PassageError
    first, last = min(chosen), max(chosen)
    if len(chosen) != last - first + 1:
        raise PassageGapError
    return known[first].start, known[last].end
