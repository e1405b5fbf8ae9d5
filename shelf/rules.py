"""What may be kept. `check_x` raises with a reason for the person, `can_x` answers yes or no."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from people.models import User
from search.asking import Asked
from search.reading import book
from search.things import Thing
from shelf.exceptions import NothingToSave, NotVisible, NotYours, ShelfFull, Stale
from shelf.models import Collection, CollectionItem, SavedSearch

MOST_SEARCHES, MOST_COLLECTIONS, MOST_ITEMS = 30, 50, 60


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


def check_make_collection(made: int) -> None:
    """Whether there is room for one more."""
    if made >= MOST_COLLECTIONS:
        raise ShelfFull(_("Je hebt al vijftig verzamelingen. Verwijder er eerst een die je niet meer gebruikt."))


def check_put(thing: Thing | None, held: int) -> None:
    """What can be put into a collection: something that its owner may see now, while there is room."""
    if thing is None:
        raise NotVisible(_("Dit is er niet, of je kan het niet zien."))
    if held >= MOST_ITEMS:
        raise ShelfFull(_("Deze verzameling is vol: er passen zestig stukken in. Maak er een tweede."))


def check_change(row: Collection, person: User | AnonymousUser) -> None:
    """Who made a collection changes it, and nobody else: whoever reads along, reads."""
    if not person.is_authenticated or row.owner_id != person.pk:
        raise NotYours(_("Alleen wie deze verzameling maakte, kan ze veranderen."))


def can_change(row: Collection, person: User | AnonymousUser) -> bool:
    """Whether `check_change` would pass."""
    try:
        check_change(row, person)
    except NotYours:
        return False
    return True


def check_collection_version(row: Collection | CollectionItem, version: int) -> None:
    """Whether it is still the version that was seen."""
    if row.version != version:
        raise Stale(_("De tekst veranderde intussen, op een andere bladzijde. Kijk welke je wil houden."))
