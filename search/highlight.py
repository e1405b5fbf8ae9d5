"""Marking found words in a text, on our side, so that it is the same on every engine and always escaped."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.analyser import terms

WIDTH = 220
BEFORE = 40
MOST_READ = 20_000
SEAM = " · "
"""Between lines of a text, so that what stood apart is not read as one sentence."""


def highlight(text: str, language: str, keys: frozenset[str], width: int | None = WIDTH) -> SafeString:
    """The piece of this text with the most found words in it, those marked; the beginning when there are none.

    Without a width, the whole text. Everything but our own marks is escaped.
    """
    text = SEAM.join(" ".join(line.split()) for line in text[:MOST_READ].splitlines() if line.strip())
    places = [
        (term.start, term.end)
        for term in terms(text, language)
        if term.key in keys or not keys.isdisjoint(term.pieces)
    ]  # fmt: skip
    start, end = (0, len(text)) if width is None else _window(text, places, width)
    out, at = ["…" if start else ""], start
    for first, last in places:
        if first >= start and last <= end:
            out += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    out += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(out))  # noqa: S308 - every piece of the text is escaped above


def _window(text: str, places: list[tuple[int, int]], width: int) -> tuple[int, int]:
    if not places:
        return 0, _cut(text, width)
    fullest = max(
        range(len(places)), key=lambda i: (sum(1 for place in places[i:] if place[1] <= places[i][0] + width), -i)
    )
    start = max(0, places[fullest][0] - BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    return start, max(_cut(text, start + width), places[fullest][1])


def _cut(text: str, at: int) -> int:
    """The last space before this place, so that no word is cut in two."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at
