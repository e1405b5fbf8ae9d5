"""Marking found words in a text, on our side, so that it is the same on every engine and always escaped."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.analyser import words_in
from search.analysis.tokens import WORD

WIDTH = 220
BEFORE, BEFORE_AT_MOST = 40, 110
MOST_READ = 20_000
SEAM = " · "
"""Between lines of a text, so that what stood apart is not read as one sentence."""

_BORDER = re.compile(r"[.?!…][”’\"')]* +(?=[^a-z·])|" + re.escape(SEAM))
"""Between two sentences, or two lines."""


def highlight(text: str, language: str, keys: frozenset[str], width: int | None = WIDTH) -> SafeString:
    """The piece of this text with the most found words in it, those marked; the beginning when there are none.

    Without a width, the whole text. Everything but our own marks is escaped.
    """
    text = SEAM.join(" ".join(line.split()) for line in text[:MOST_READ].splitlines() if line.strip())
    marked = {
        written
        for written, word in words_in(text, language).items()
        if word.key in keys or not keys.isdisjoint(word.pieces)
    }
    places = [match.span() for match in WORD.finditer(text) if match[0] in marked] if marked else []
    start, end = (0, len(text)) if width is None else _window(text, places, width)
    begins = start == 0 or any(border.end() == start for border in _BORDER.finditer(text, 0, start + 1))
    out, at = ["" if begins else "…"], start
    for first, last in places:
        if first >= start and last <= end:
            out += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    ends = end == len(text) or text[end - 1] in ".?!…”’\"')"
    out += [escape(text[at:end]), "" if ends else "…"]
    return mark_safe("".join(out))  # noqa: S308 - every piece of the text is escaped above


def _window(text: str, places: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """Where the piece begins and ends: with a sentence, where one is near enough."""
    if not places or len(text) <= width:
        return 0, _end(text, 0, width, 0)
    fullest = max(
        range(len(places)), key=lambda i: (sum(1 for place in places[i:] if place[1] <= places[i][0] + width), -i)
    )
    first = places[fullest][0]
    start = max((border.end() for border in _BORDER.finditer(text, 0, first)), default=0)
    if first - start > BEFORE_AT_MOST:
        start = text.rfind(" ", 0, first - BEFORE) + 1
    held = max((end for _start, end in places if end <= start + width), default=places[fullest][1])
    return start, _end(text, start, width, max(held, places[fullest][1]))


def _end(text: str, start: int, width: int, least: int) -> int:
    """The end of a line or of a sentence when the piece is then long enough, else the last space; never before `least`."""
    if len(text) <= start + width:
        return len(text)
    borders = [(end, mark) for end, mark in _borders(text, start, start + width + 1) if end >= start + width // 2]
    seams = [end for end, mark in borders if mark == SEAM and end >= least]
    sentences = [end + len(mark.rstrip()) for end, mark in borders if mark != SEAM and end >= least]
    if seams or sentences:
        return min(seams) if seams else max(sentences)
    return max(_cut(text, start + width), least)


def _borders(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(border.start(), border[0]) for border in _BORDER.finditer(text, start, end)]


def _cut(text: str, at: int) -> int:
    """The last space before this place, so that no word is cut in two."""
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at
