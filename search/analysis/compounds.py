"""Taking Dutch compounds apart: pleegzorgbegeleiding is pleeg, zorg and begeleiding."""

from functools import lru_cache

from search.analysis.dictionary import folded_words
from search.analysis.tokens import MOST_LETTERS

SHORTEST = 4
MOST_PARTS = 5
SHORT_PARTS = frozenset({"eer", "wet", "gsm", "bed", "dag", "les", "rol", "bus", "wij", "zij"})
LINKS = ("", "s", "en", "e", "n", "er")
NO_PARTS = frozenset(
    [
        "ling",
        "lijk",
        "heid",
        "ding",
        "ting",
        "ring",
        "king",
        "ning",
        "sing",
        "ping",
        "ging",
        "ming",
        "ising",
        "atie",
        "aard",
        "baar",
        "loos",
        "zaam",
        "achtig",
        "isch",
        "isme",
        "teit",
        "elen",
        "eren",
        "enis",
        "heden",
        "lijke",
        "ende",
        "erij",
        "ster",
        "schap",
        "aren",
        "oren",
        "aten",
        "eten",
        "iger",
    ]
)
"""Suffixes that also stand in the word list; taking them for parts would tear words."""


@lru_cache(maxsize=50_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound; nothing for any other word. Expects lower case without accents.

    The fewest parts win, then the fewest linking letters, then the longest shortest part.
    """
    if not 2 * SHORTEST - 1 <= len(word) <= MOST_LETTERS or not word.isalpha():
        return ()
    parts = folded_words()
    best: tuple[tuple[int, int, int], tuple[str, ...]] | None = None

    def is_part(piece: str) -> bool:
        if len(piece) < SHORTEST:
            return piece in SHORT_PARTS
        return piece in parts and piece not in NO_PARTS

    def walk(rest: str, taken: tuple[str, ...], links: int) -> None:
        nonlocal best
        if taken and is_part(rest):
            whole = (*taken, rest)
            rank = (len(whole), links, -min(map(len, whole)))
            if best is None or rank < best[0]:
                best = (rank, whole)
        if len(taken) + 2 > (MOST_PARTS if best is None else best[0][0]):
            return  # it could only end with more parts than the best so far
        for cut in range(3, len(rest) - 2):
            if not is_part(rest[:cut]):
                continue
            for link in LINKS:
                after = rest[cut:]
                if after.startswith(link) and len(after) - len(link) >= 3:
                    walk(after[len(link) :], (*taken, rest[:cut]), links + bool(link))

    walk(word, (), 0)
    return best[1] if best else ()
