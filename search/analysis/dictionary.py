"""The Dutch words we know: the parts of compounds, and what the stemmer checks itself against."""

import gzip
from functools import cache
from pathlib import Path

from search.analysis.tokens import fold

FILE = Path(__file__).parent / "data" / "parts_nl.txt.gz"

OUR_WORDS = frozenset(
    [
        "begeleider",
        "begeleiding",
        "bemiddelaar",
        "bijstand",
        "cliënt",
        "cultuur",
        "dossier",
        "drempel",
        "gender",
        "gezin",
        "herkomst",
        "huisregel",
        "hulpverlener",
        "identiteit",
        "intersectioneel",
        "intervisie",
        "jeugd",
        "jongere",
        "kindtolk",
        "kruispunt",
        "leefgroep",
        "leefregel",
        "meertalig",
        "mentor",
        "migratie",
        "moedertaal",
        "nieuwkomer",
        "ouder",
        "pleeg",
        "praktijk",
        "racisme",
        "schorsing",
        "sensitief",
        "straathoek",
        "taal",
        "tolk",
        "verblijf",
        "verslag",
        "vertrouwen",
        "vluchteling",
        "voogd",
        "voorziening",
        "vreemdeling",
    ]
)
"""Words of this field, so that `kruispuntdenken` falls apart at the right place."""


@cache
def words() -> frozenset[str]:
    """Every known word, with its accents. Read once per process, at the first search, never at import."""
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        read = frozenset(line.strip().lower() for line in lines if not line.startswith("#"))
    return read | OUR_WORDS


@cache
def folded_words() -> frozenset[str]:
    """Every known word without accents, for people who type `clienten`."""
    return frozenset(fold(word) for word in words())


def known(word: str) -> bool:
    """Whether this is a word we know, with or without its accents."""
    return word in words() or word in folded_words()
