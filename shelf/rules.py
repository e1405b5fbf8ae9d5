"""What may be kept. `check_x` raises with a reason for the person, `can_x` answers yes or no."""

from django.utils.translation import gettext as _

from search.asking import Asked
from search.reading import book
from shelf.exceptions import NothingToSave, ShelfFull, Stale
from shelf.models import SavedSearch

MOST_SEARCHES = 30


def check_save(asked: Asked, kept: int) -> None:
    """A question that asks something, in words that we repeat, of somebody who has room for one more."""
    if asked.typed.text and not book().silence.allows(asked.typed.text):
        raise NothingToSave(_("Deze woorden bewaren we niet. Zoek op hoe wij het noemen, en bewaar dat."))
    if not (asked.typed.text or asked.concepts or asked.filters):
        raise NothingToSave(_("Er is nog niets gezocht. Zoek eerst, en bewaar dan je vraag."))
    if kept >= MOST_SEARCHES:
        raise ShelfFull(_("Je bewaart al dertig zoekvragen. Verwijder er eerst een die je niet meer gebruikt."))


def can_save(asked: Asked, kept: int) -> bool:
    """Whether `check_save` would pass."""
    try:
        check_save(asked, kept)
    except (NothingToSave, ShelfFull):
        return False
    return True


def check_version(row: SavedSearch, version: int) -> None:
    """Whether the person changed nothing since the page that they saw."""
    if row.version != version:
        raise Stale(_("De naam veranderde intussen, op een andere bladzijde. Kijk welke je wil houden."))
