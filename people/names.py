"""A name is one line. A break in it, or a sign that turns the direction of what follows, changes more than the name."""

import unicodedata

_BREAKS = frozenset({"Cc", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_one_line(name: str) -> bool:
    """Whether nothing breaks the line and nothing turns it."""
    return not any(_breaks(sign) or sign in _TURNS for sign in name)


def one_line(name: str) -> str:
    """The same name without those: a break becomes a space, and what turns goes."""
    return " ".join("".join(" " if _breaks(sign) else sign for sign in name if sign not in _TURNS).split())


def _breaks(sign: str) -> bool:
    return unicodedata.category(sign) in _BREAKS
