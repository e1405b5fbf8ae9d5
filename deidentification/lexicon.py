"""What the word lists know. Loaded once, at first use; a few megabytes of memory."""

import lzma
from functools import lru_cache
from pathlib import Path

from deidentification.morphology import compound, inflected, slips
from deidentification.text import fold

_DATA = Path(__file__).parent / "data"


def _packed(name: str) -> list[str]:
    return lzma.decompress((_DATA / name).read_bytes()).decode().split("\n")


def _listed(name: str) -> dict[str, list[str]]:
    """Lines of "key: words" from a file that is written by hand; lines without a key come under ""."""
    found: dict[str, list[str]] = {}
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            key, colon, words = line.partition(": ")
            found.setdefault(key if colon else "", []).extend((words if colon else line).replace("|", " | ").split())
    return found


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    spoken = {fold(word) for word in _listed("spoken.txt")[""]}
    return frozenset(_packed("ordinary.txt.xz")) | frozenset(spoken)


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    return frozenset(_packed("foreign.txt.xz"))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_packed("common.txt.xz"))


@lru_cache(maxsize=1)
def registers() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Register -> given names and family names, in the order they are written down."""
    found = {}
    for key, words in _listed("registers.txt").items():
        cut = words.index("|")
        found[key] = (
            tuple(word.replace("_", " ") for word in words[:cut]),
            tuple(word.replace("_", " ") for word in words[cut + 1 :]),
        )
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Folded name -> its registers, those written by hand first."""
    found: dict[str, str] = {}
    for register, (given, family) in registers().items():
        for name in (*given, *family):
            for part in fold(name).split():
                found[part] = f"{found[part]},{register}" if part in found else register
    for line in _packed("names.txt.xz"):
        name, _tab, codes = line.partition("\t")
        found[name] = f"{found[name]},{codes}" if name in found else codes
    return found


@lru_cache(maxsize=1)
def _own_names() -> frozenset[str]:
    return frozenset(
        part for given, family in registers().values() for name in (*given, *family) for part in fold(name).split()
    )


@lru_cache(maxsize=1)
def quiet_names() -> frozenset[str]:
    """Names that are also words."""
    return frozenset(fold(word) for word in _listed("quiet_names.txt")[""])


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    found = dict(line.split("\t") for line in _packed("places.txt.xz"))
    for where, names in _listed("places_own.txt").items():
        found.update({fold(name.replace("_", " ")): where for name in names})
    return found


@lru_cache(maxsize=1)
def longest_place() -> int:
    """How many words the longest place has."""
    return 4


@lru_cache(maxsize=1)
def _allowed() -> frozenset[str]:
    return frozenset(fold(word) for words in _listed("allowed.txt").values() for word in words)


def registers_of(name: str) -> tuple[str, ...]:
    """In which registers this (folded) name is used; those we wrote down come first."""
    return tuple(dict.fromkeys(_names().get(name, "").split(","))) if name in _names() else ()


def is_name(word: str) -> bool:
    """Whether a list has this (folded) word as a given or family name."""
    return word in _names()


def is_own_name(word: str) -> bool:
    """Whether the lists written by hand have it: fewer words are names by accident there."""
    return word in _own_names()


def is_widely_named(word: str) -> bool:
    """Whether people in three countries or more are called by this (folded) word, also where Dutch has it as a word."""
    return len(registers_of(word)) >= 3 and not is_common(word) and word not in quiet_names()


def place(name: str) -> str:
    """be, nl, bxl or far for a place we know; empty for one we do not."""
    return _places().get(name, "")


def is_allowed(word: str) -> bool:
    """Whether this (folded) word may have a capital without telling about a person."""
    return word in _allowed()


def is_listed(word: str) -> bool:
    """Whether the Dutch list has this (folded) word as it stands."""
    return word in _ordinary()


def is_foreign(word: str) -> bool:
    """Whether French or English has this (folded) word among its frequent ones."""
    return word in _foreign()


def is_common(word: str) -> bool:
    """Whether this is one of the few thousand most used words."""
    return word in _common()


@lru_cache(maxsize=50_000)
def is_ordinary(word: str) -> bool:
    """Whether this (folded) word is Dutch, or French or English that is used among Dutch: by list or by its parts."""
    words = _ordinary()
    if word in words or word in _foreign() or is_allowed(word):
        return True
    if len(word) > 60:
        return False
    if "-" in word or "'" in word:
        pieces = [piece for piece in word.replace("'", "-").split("-") if piece]
        return all(len(piece) < 3 or is_ordinary(piece) for piece in pieces)
    return inflected(word, words) or compound(word, words)


@lru_cache(maxsize=20_000)
def is_slip(word: str) -> bool:
    """Whether this (folded) word looks like a frequent one with one slip of the finger."""
    return slips(word, _common())
