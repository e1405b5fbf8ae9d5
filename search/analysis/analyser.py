"""Text to keys: what engines store, what queries ask for, and what the highlighter marks."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from search.analysis import compounds, dutch
from search.analysis.stopwords import BY_LANGUAGE
from search.analysis.tokens import MOST_LETTERS, WORD, Token, fold, lower, tokenise

VERSION = "2"
"""Raise it when keys change; the index is then rebuilt (search/generations.py)."""

ELISIONS = ("l'", "d'", "qu'", "j'", "n'", "s'", "c'", "m'", "t'", "jusqu'", "lorsqu'", "puisqu'")


class Keys(NamedTuple):
    """What a word is found by: its key, and the keys of its parts when it is a compound.

    `pieces` are the parts and the parts of those: pleegzorg, pleeg, zorg. Texts are found by any of them;
    a question asks for `parts` only, so that it stays as precise as it was typed.
    """

    key: str
    parts: tuple[str, ...]
    pieces: tuple[str, ...]


class Term(NamedTuple):
    """A word of a text: its keys, and where it stands."""

    key: str
    parts: tuple[str, ...]
    pieces: tuple[str, ...]
    position: int
    start: int
    end: int


def terms(text: str, language: str) -> Iterator[Term]:
    """The words of a text with their keys. Stop words give no term but do take a position, so phrases stay honest."""
    for position, token in enumerate(tokenise(text)):
        word = read_word(token.text, language)
        if word is not None:
            yield Term(*word, position, token.start, token.end)


def words_in(text: str, language: str) -> dict[str, Keys]:
    """Each word of a text once, as it is written, in the order of the text; no stop words.

    For whoever needs no positions: most words of a text come back in it, and each is looked at once.
    """
    words = list(dict.fromkeys(WORD.findall(text)))
    read = zip(words, read_all(words, language), strict=True)
    return {written: word for written, word in read if word is not None}


def read_all(written: list[str], language: str) -> list[Keys | None]:
    """`read_written` for each of these words: a page of results asks it of a thousand, a text of hundreds."""
    known = _READ.setdefault(language, {})
    try:
        return [known[word] for word in written]
    except KeyError:
        if len(known) > MOST_READ:
            known.clear()
        for word in written:
            if word not in known:
                known[word] = read_written(word, language)
        return [known[word] for word in written]


_READ: dict[str, dict[str, Keys | None]] = {}
MOST_READ = 50_000


def read_written(written: str, language: str) -> Keys | None:
    """The keys of a word of a text, which may be as long as hostile text makes it; none for a stop word."""
    return read_word(written if len(written) <= MOST_LETTERS else written[:MOST_LETTERS], language)


@lru_cache(maxsize=50_000)
def read_word(written: str, language: str) -> Keys | None:
    """The keys of a word as it is written; none for a stop word."""
    if lower(written) in BY_LANGUAGE.get(language, frozenset()):
        return None
    term = term_of(Token(written, 0, len(written)), language, 0)
    return Keys(term.key, term.parts, term.pieces)


def key_of(token: Token, language: str) -> str:
    """The key of one word. An acronym keeps its letters."""
    word = lower(token.text)
    return fold(word) if token.is_acronym else _key(word, language)


def term_of(token: Token, language: str, position: int) -> Term:
    """One word with its keys, a stop word as well. Only Dutch writes its compounds as one word."""
    parts, pieces = _parts(lower(token.text)) if language == "nl" and not token.is_acronym else ((), ())
    return Term(key_of(token, language), parts, pieces, position, token.start, token.end)


def keys(text: str, language: str) -> tuple[str, ...]:
    """The keys of a text, in order."""
    return tuple(term.key for term in terms(text, language))


def joined(text: str) -> Iterator[str]:
    """Keys of words written with hyphens as if written in one: niet-begeleide gives nietbegeleid."""
    for chunk in text.split() if "-" in text else ():
        if "-" in chunk.strip("-"):
            pieces = [lower(token.text) for token in tokenise(chunk)]
            if 2 <= len(pieces) <= 4:
                yield _key("".join(pieces), "nl")


@lru_cache(maxsize=50_000)
def as_typed(written: str) -> str:
    """A word as people would type it, for suggestions; nothing for what nobody would."""
    word = fold(lower(written[:MOST_LETTERS]))
    return word if 4 <= len(word) <= 30 and word.isalpha() else ""


@lru_cache(maxsize=50_000)
def _key(word: str, language: str) -> str:
    bare = word.removesuffix("+")
    if language == "nl":
        return fold(dutch.stem(bare))
    if language == "fr":
        bare = next((bare[len(elided) :] for elided in ELISIONS if bare.startswith(elided)), bare)
    stemmer = _snowball(language)
    return fold(stemmer.stemWord(bare) if stemmer else bare)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first = compounds.split(fold(dutch.light(word))) or compounds.split(fold(word))
    deeper = [piece for part in first for piece in compounds.split(part)]
    parts = tuple(fold(dutch.stem(part)) for part in first)
    return parts, tuple(dict.fromkeys([*parts, *(fold(dutch.stem(piece)) for piece in deeper)]))


@cache
def _snowball(language: str) -> Any:
    name = {"fr": "french", "en": "english"}.get(language)
    return snowballstemmer.stemmer(name) if name else None
