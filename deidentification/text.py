"""Words and where they stand: what every recogniser begins with."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[’'´`-][^\W\d_]+)*[’']?")
"""Letters, with hyphens and apostrophes inside: Jean-Baptiste, N'Diaye, Fatima's."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mevr|mw|mvr|dhr|hr|mr|mrs|ms|dr|drs|prof|ir|ing|ds|st|ste|nr|tel|gsm|bv|vb|nl|ca|ong|incl|excl|"
    r"evt|resp|cf|vgl|art|blz|mej|jr|sr|o\.a|o\.m|m\.a\.w|m\.b\.t|t\.a\.v|i\.v\.m|d\.w\.z|e\.d|[^\W\d_])\.\s*$",
    re.IGNORECASE,
)
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "´": "'", "`": "'", "ə": "a", "Ə": "a", "ð": "d", "þ": "th"})  # fmt: skip


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without marks: Yılmaz and YILMAZ become yilmaz, Fatoumata’s becomes fatoumata's."""
    bare = word if word.isascii() else unicodedata.normalize("NFKD", word.translate(_SPECIAL))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, with what its place says about its capital."""

    start: int
    end: int
    raw: str
    plain: str
    """Folded, without a possessive s."""
    opens: bool
    """It stands where any word has a capital: first in a sentence, a quotation, a line."""
    before: str
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper()

    @property
    def shouted(self) -> bool:
        return len(self.raw) > 1 and self.raw.isupper()


_POSSESSIVE = re.compile(r"(?:'s|'|’s|’)$")


def _opens(text: str, start: int, gap: str, previous: str) -> bool:
    if not previous:
        return True
    if "\n" in gap:
        return True
    bare = gap.strip()
    if not bare:
        return False
    if "." in bare:
        if any(mark in bare for mark in "!?…:"):
            return True
        return not _ABBREVIATION.search(text[max(0, start - len(gap) - 14) : start])
    return any(mark in bare for mark in "!?…:;\"“”„«»–—•*#|/>=‘’'") or bare == "("


def words_of(text: str) -> list[Word]:
    """Every word of the text, in order. Linear in its length."""
    found: list[Word] = []
    at = 0
    previous = ""
    for match in _WORD.finditer(text):
        raw = match.group()
        end = match.end()
        if raw[-1] in "’'" and raw[-2:-1].lower() not in {"s", "x", "z"}:
            raw, end = raw[:-1], end - 1
        gap = text[at : match.start()]
        opens = _opens(text, match.start(), gap, previous)
        found.append(Word(match.start(), end, raw, _POSSESSIVE.sub("", fold(raw)), opens, gap))
        at, previous = end, raw
    return found
