"""What lies sealed in a saved question, and what becomes of it when the question is asked again."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from django.http import QueryDict

from reflection.models import DataKey
from search.asking import Address, Asked, asked_in
from search.following import MOST_FOLLOWED
from shelf.models import SavedSearch

LONGEST_NAME = 80
MOST_KNOWN = 2000
"""So many texts it remembers having found; the oldest make room."""


@dataclass(frozen=True)
class Saved:
    """A saved question, opened."""

    name: str
    address: str
    """What the result page calls it: the part of its address after the question mark."""
    known: tuple[str, ...] = ()
    """What it found before, newest first."""
    news: tuple[str, ...] = ()
    """What of that its person did not look at yet."""

    @property
    def asked(self) -> Asked:
        """The question as the search page takes it."""
        return asked_in(QueryDict(self.address))

    def after(self, found: Sequence[str]) -> tuple["Saved", bool]:
        """The same question after it found this; and whether there is anything new in it.

        What it found once is never new again: a text that was hidden for a while and comes back is no news.
        """
        known = set(self.known)
        fresh = tuple(pk for pk in found if pk not in known)
        remembered = (*found, *(pk for pk in self.known if pk not in set(found)))[:MOST_KNOWN]
        return replace(self, known=remembered, news=(*fresh, *self.news)[:MOST_FOLLOWED]), bool(fresh)

    def looked_at(self) -> "Saved":
        """The same question after its person saw what is new."""
        return replace(self, news=())


def address_in(asked: Asked) -> str:
    """How a question is written down; its page is left out."""
    return Address(asked.typed.text, asked.concepts, asked.filters, asked.literally).url()[1:]


def read(row: SavedSearch) -> Saved:
    """What lies in this row. Raises DecryptionError, or ServerKeysError, where it does not open."""
    kept = json.loads(row.open())
    return Saved(kept["name"], kept["address"], tuple(kept["known"]), tuple(kept["news"]))


def write(row: SavedSearch, saved: Saved, key: DataKey) -> None:
    """Put this into the row, sealed. Saves nothing."""
    row.seal(json.dumps(asdict(saved)), key)
