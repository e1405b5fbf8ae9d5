"""What lies sealed in a collection and in its pieces."""

import json
from dataclasses import asdict, dataclass

from reflection.models import DataKey
from shelf.models import Collection, CollectionItem

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_WHY = 100, 500, 300


@dataclass(frozen=True)
class Words:
    """What a collection is called, and what it is for."""

    title: str
    about: str = ""


def words_in(row: Collection) -> Words:
    """Raises DecryptionError, or ServerKeysError, where it does not open."""
    return Words(**json.loads(row.open()))


def put_words(row: Collection, words: Words, key: DataKey) -> None:
    """Put this into the row, sealed. Saves nothing."""
    row.seal(json.dumps(asdict(words)), key)


def why_in(row: CollectionItem) -> str:
    """Why it is there. Raises DecryptionError, or ServerKeysError, where it does not open."""
    return str(json.loads(row.open())["why"])


def put_why(row: CollectionItem, why: str, key: DataKey) -> None:
    """Put this into the row, sealed. Saves nothing."""
    row.seal(json.dumps({"why": why}), key)
