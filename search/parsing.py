"""What people type, read with our own small grammar: words, "phrases" and -exclusions. Nothing else means anything."""

import re
from dataclasses import dataclass

from search.analysis.tokens import Token, tokenise

MOST_CHARACTERS = 256
MOST_WORDS = 12

_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Typed:
    """A question, read."""

    text: str
    """What was typed, in at most 256 characters, with single spaces."""
    words: str
    """The plain words, as one text."""
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    """Each of these words is left out."""
    excluded_phrases: tuple[str, ...] = ()
    """These words are left out only where they stand together."""

    @property
    def tokens(self) -> list[Token]:
        """The plain words one by one."""
        return list(tokenise(self.words))


def read(raw: str) -> Typed:
    """Read a question. Any text at all can be read; too much of it is cut off."""
    printable = "".join(letter if letter.isprintable() else " " for letter in raw[: MOST_CHARACTERS * 4])
    text = " ".join(printable.replace("“", '"').replace("”", '"').split())[:MOST_CHARACTERS]
    plain: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    excluded_phrases: list[str] = []
    count = 0
    for piece in _PIECE.finditer(text):
        body = piece["quoted"] if piece["quoted"] is not None else piece["plain"]
        words = [token.text for token in tokenise(body)][: MOST_WORDS - count]
        count += len(words)
        if not words:
            continue
        if piece["quoted"] is not None:
            (excluded_phrases if piece["minus"] else phrases).append(" ".join(words))
        else:
            (excluded if piece["minus"] else plain).append(" ".join(words))
    return Typed(text, " ".join(plain), tuple(phrases), tuple(excluded), tuple(excluded_phrases))
