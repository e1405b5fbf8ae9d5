"""Text as the fonts of typst can draw it."""

import re
import unicodedata
from functools import cache

from reflection.typesetting.printable import PRINTABLE

MARKS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
_BREAKS = re.compile("|".join(MARKS))


class Drawn:
    """Makes text of what the fonts can draw, and remembers whether anything had to be named instead."""

    def __init__(self, *, plain: bool = False) -> None:
        self.named = plain
        self._plain = plain

    def __call__(self, text: str) -> str:
        return "".join(self._sign(sign) for sign in _BREAKS.sub(lambda found: MARKS[found[0]], text))

    def heading(self, text: str) -> str:
        """For a heading, which may not be empty and stands on one line."""
        told = " ".join(self(text).split())
        return told if any(unicodedata.category(sign)[0] in "LNPS" for sign in told) else "…"

    def _sign(self, sign: str) -> str:
        if sign == "\n" or (sign.isascii() and sign.isprintable()):
            return sign
        if unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Co"} or sign in "\ufe0e\ufe0f":
            return ""
        if self._plain or not is_printable(sign):
            self.named = True
            return named(sign)
        return sign


@cache
def is_printable(sign: str) -> bool:
    """Whether the fonts that typst brings along have this sign."""
    point = ord(sign)
    return any(first <= point <= last for first, last in PRINTABLE)


def named(sign: str) -> str:
    """A sign by its Unicode name, for where it cannot be drawn."""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"
