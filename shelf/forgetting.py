"""How a saved question opens for the copy of their own data that somebody takes along."""

from typing import Any

from people.exporting import register_opener
from reflection.encryption import DecryptionError
from search.things import things
from shelf.models import SavedSearch
from shelf.questions import read


def open_search(row: SavedSearch) -> dict[str, Any] | None:
    """Its name, its words, its address, and the titles of what it found that its person may still see."""
    try:
        saved = read(row)
    except DecryptionError:
        return None
    found = things(saved.known, row.person)
    titles = [found[pk].title for pk in saved.known if pk in found]
    return {
        "content": {
            "title": saved.name, "text": saved.asked.typed.text, "address": saved.address, "found": titles
        }
    }  # fmt: skip


def register() -> None:
    """Called when the apps are ready."""
    register_opener(SavedSearch, open_search)
