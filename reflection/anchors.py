"""A passage of a page, held so that it is found again after the page was edited.

The idea is that of the W3C Web Annotation Data Model (TextQuoteSelector: exact words with a prefix and a suffix) and
of Hypothesis' "fuzzy anchoring" (same place first, then context, then elsewhere), with one choice of our own: the
words themselves must still stand there. A passage that was rewritten is no longer what somebody wrote about, so it
becomes an orphan; a near match would sooner or later put a note beside a sentence it never was about.

How it is found, in this order:

1. In its own block. Words that stood only once on the page when the anchor was made are found wherever the block
   holds them, whatever was edited around them; of several copies the one in the most familiar surroundings is taken.
   Words that stood there more often are recognised by their surroundings, or not at all.
2. In another block: by their surroundings, or, when they stood only once on the page, by being long.
3. Otherwise, and wherever two places fit equally well: an orphan. A guess is worse than none.

Runs of whitespace count as one space, and typographic quotes and dashes as plain ones; characters that are not seen
(soft hyphens, zero-width ones) do not count. Nothing here reads or writes anything; nothing raises on any text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

CONTEXT = 48
"""Characters kept on each side; more where that is needed to tell two places apart."""
MOST_CONTEXT = 400
ENOUGH = 16
"""So many characters of one side, the side complete, recognise a passage whose other side was edited."""
LONG = 32
"""Words of this length that stood once on a page are found in another block without their surroundings."""

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Anchor:
    """A passage: the block it stands in, its words, and what stood before and after them (all normalised)."""

    block: str
    quote: str
    prefix: str
    suffix: str
    alone: bool = False
    """Whether the words stood only once on the page. Unknown counts as no."""


@dataclass(frozen=True)
class Place:
    """Where a passage stands: characters `start` to `end` of the text of this block, as that was given."""

    block: str
    start: int
    end: int


@dataclass(frozen=True)
class Orphan:
    """The passage is not there any more, or cannot be told from another."""

    anchor: Anchor


@dataclass(frozen=True)
class _Text:
    """A normalised text, and for each of its characters where it stood."""

    plain: str
    at: tuple[int, ...]
    ends: tuple[int, ...]


def normal(text: str) -> str:
    """The text as anchors compare it."""
    return _normal(text).plain


def make_anchor(block: str, start: int, end: int, blocks: Mapping[str, str]) -> Anchor | None:
    """The anchor of characters `start` to `end` of one block; None where there is nothing but whitespace."""
    text = _normal(blocks.get(block, ""))
    inside = [n for n, at in enumerate(text.at) if start <= at < end and text.plain[n] != " "]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    quote = text.plain[first:last]
    seen = sum(len(_occurrences(_normal(other).plain, quote)) for other in blocks.values())
    before, after = _context(text.plain, first, last)
    return Anchor(block, quote, text.plain[first - before : first], text.plain[last : last + after], alone=seen == 1)


def find(anchor: Anchor, blocks: Mapping[str, str]) -> Place | Orphan:
    """Where the passage stands in these blocks."""
    quote = normal(anchor.quote)
    if not quote:
        return Orphan(anchor)
    texts = {block: _normal(text) for block, text in blocks.items()}
    own = texts.pop(anchor.block, None)
    places = [(anchor.block, own, at) for at in _occurrences(own.plain, quote)] if own else []
    if places and anchor.alone:
        best = max(places, key=lambda place: _likeness(anchor, quote, place[1].plain, place[2]))
        return _place(best[0], best[1], best[2], quote)
    known = _best_known(anchor, quote, places)
    if known is None and not places:
        elsewhere = [(block, text, at) for block, text in texts.items() for at in _occurrences(text.plain, quote)]
        known = _best_known(anchor, quote, elsewhere)
        if known is None and anchor.alone and len(quote) >= LONG and len(elsewhere) == 1:
            known = elsewhere[0]
    return _place(*known, quote) if known else Orphan(anchor)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as ranges. Coarse on purpose: a line end, or a full stop, question or exclamation mark
    with what closes it and a space."""
    ranges = []
    start = 0
    for end in [*(hit.end() for hit in re.finditer(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+", text)), len(text)]:
        stripped = text[start:end].strip()
        if stripped:
            begin = start + text[start:end].index(stripped)
            ranges.append((begin, begin + len(stripped)))
        start = end
    return ranges


def sentences_at(place: Place, blocks: Mapping[str, str]) -> list[str]:
    """The sentences that a place touches, whole and normalised."""
    text = blocks.get(place.block, "")
    touched = (text[start:end] for start, end in sentences(text) if start < place.end and place.start < end)
    return [normal(sentence) for sentence in touched]


def _normal(text: str) -> _Text:
    characters: list[str] = []
    at: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text.translate(_SAME)):
        if _UNSEEN.match(character):
            continue
        if character.isspace():
            if not characters:
                continue
            if characters[-1] == " ":
                ends[-1] = index + 1
                continue
            character = " "
        characters.append(character)
        at.append(index)
        ends.append(index + 1)
    if characters and characters[-1] == " ":
        for kept in (characters, at, ends):
            kept.pop()
    return _Text("".join(characters), tuple(at), tuple(ends))


def _occurrences(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _context(text: str, first: int, last: int) -> tuple[int, int]:
    """How much to keep on each side: enough that each side by itself tells the passage from its like."""
    quote = text[first:last]
    others = [at for at in _occurrences(text, quote) if at != first]
    before = after = CONTEXT
    for other in others:
        before = max(before, _common_end(_before(text, first), _before(text, other)) + 1)
        after = max(after, _common_start(_after(text, last), _after(text, other + len(quote))) + 1)
    return min(before, first, MOST_CONTEXT), min(after, len(text) - last, MOST_CONTEXT)


def _before(text: str, at: int) -> str:
    return text[max(at - MOST_CONTEXT, 0) : at]


def _after(text: str, at: int) -> str:
    return text[at : at + MOST_CONTEXT]


def _common_end(one: str, other: str) -> int:
    return _common_start(one[-MOST_CONTEXT:][::-1], other[-MOST_CONTEXT:][::-1])


def _common_start(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one[:MOST_CONTEXT], other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _sides(anchor: Anchor, quote: str, text: str, at: int) -> tuple[int, int]:
    return (
        _common_end(anchor.prefix, _before(text, at)),
        _common_start(anchor.suffix, _after(text, at + len(quote))),
    )


def _likeness(anchor: Anchor, quote: str, text: str, at: int) -> int:
    return sum(_sides(anchor, quote, text, at))


def _is_known(anchor: Anchor, quote: str, text: str, at: int) -> bool:
    """Whether the surroundings say that this is the passage and not its like."""
    left, right = _sides(anchor, quote, text, at)
    # A side that is shorter than what is kept ended at the edge of its block, so here too it must.
    left_whole = left == len(anchor.prefix) and (left >= CONTEXT or at == left)
    right_whole = right == len(anchor.suffix) and (right >= CONTEXT or at + len(quote) + right == len(text))
    if left_whole and right_whole:
        return True
    return (left_whole and left >= ENOUGH) or (right_whole and right >= ENOUGH)


def _best_known(anchor: Anchor, quote: str, places: list[tuple[str, _Text, int]]) -> tuple[str, _Text, int] | None:
    known = [place for place in places if _is_known(anchor, quote, place[1].plain, place[2])]
    ranked = sorted(known, key=lambda place: -_likeness(anchor, quote, place[1].plain, place[2]))
    if len(ranked) > 1:
        first, second = (_likeness(anchor, quote, place[1].plain, place[2]) for place in ranked[:2])
        if first == second:
            return None
    return ranked[0] if ranked else None


def _place(block: str, text: _Text, at: int, quote: str) -> Place:
    return Place(block, text.at[at], text.ends[at + len(quote) - 1])
