"""Cutting text into words that know where they stand, and writing words without accents."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MOST_LETTERS = 64
"""Longer "words" are no words; cutting them keeps the compound splitter cheap on hostile input."""

WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*\+?")
_LETTERS = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ĳ": "ij", "ı": "i", "ł": "l"}


class Token(NamedTuple):
    """A word as it stands in the text; `start` and `end` count characters of that text."""

    text: str
    start: int
    end: int

    @property
    def is_acronym(self) -> bool:
        """Written like CLB or NBMV: its letters are not a word that bends."""
        return 2 <= len(self.text) <= 5 and self.text.isupper() and self.text.isalpha()


def tokenise(text: str) -> Iterator[Token]:
    """The words of this text, in order. A hyphen parts words; an apostrophe inside a word does not."""
    for match in WORD.finditer(text):
        yield Token(match[0][:MOST_LETTERS], match.start(), match.end())


def lower(word: str) -> str:
    """Lower case, composed letters, one kind of apostrophe; accents stay, because the stemmer's dictionary has them."""
    return unicodedata.normalize("NFC", word).lower().replace("’", "'").replace("_", "")


def fold(word: str) -> str:
    """Without accents: what people type on a phone."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", "".join(_LETTERS.get(letter, letter) for letter in word))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
