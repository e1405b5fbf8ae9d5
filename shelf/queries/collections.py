"""Collections as a person may read them: their own, and what others made for a group of theirs."""

import uuid
from dataclasses import dataclass, field

from people.models import User
from people.models.audience import audience_ids_of
from reflection.encryption import DecryptionError, ServerKeysError
from search.things import Thing, things
from shelf.audiences import ONLY_ME, key_of
from shelf.collecting import Words, why_in, words_in
from shelf.models import Collection, CollectionItem

UNREADABLE = (DecryptionError, ServerKeysError)


@dataclass(frozen=True)
class Piece:
    """One thing in a collection. Without a thing its owner sees that something stood here, and others see nothing."""

    row: CollectionItem
    thing: Thing | None
    why: str


@dataclass(frozen=True)
class Opened:
    """A collection, opened for one reader."""

    row: Collection
    words: Words | None
    is_own: bool
    for_whom: str = ""
    """The name of the group it is for; empty when its owner alone sees it."""
    pieces: list[Piece] = field(default_factory=list)
    removed: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Empty where it does not open."""
        return self.words.title if self.words else ""


def collections_of(person: User) -> tuple[list[Opened], list[Opened], list[Opened]]:
    """This person's own, what others share with them, and what they deleted; latest first. One query each."""
    seen = Collection.objects.visible_to(person).select_related("data_key", "owner", *GROUPS)
    opened = [_opened(row, person) for row in seen]
    deleted = Collection.objects.of(person).exclude(deleted_at=None).select_related("data_key", "owner", *GROUPS)
    return (
        [each for each in opened if each.is_own],
        [each for each in opened if not each.is_own and each.words],
        [_opened(row, person) for row in deleted],
    )


def collection_for(person: User, pk: uuid.UUID) -> Opened | None:
    """One collection with what of it this person may see: of somebody else's, the rest is not sent, its line neither."""
    rows = Collection.objects.visible_to(person).select_related("data_key", "owner", *GROUPS)
    row: Collection | None = rows.filter(pk=pk).first()
    if row is None:
        return None
    whole = _opened(row, person)
    items = list(row.items.select_related("data_key"))
    seen = things([item.thing for item in items], person)
    if not whole.is_own:
        items = [item for item in items if item.removed_at is None and item.thing in seen]
    pieces = [Piece(item, seen.get(item.thing), _why(item)) for item in items]
    return Opened(
        row,
        whole.words,
        whole.is_own,
        whole.for_whom,
        pieces=[piece for piece in pieces if piece.row.removed_at is None],
        removed=[piece for piece in pieces if piece.row.removed_at is not None],
    )


def own_collections(person: User) -> list[Opened]:
    """This person's own, to put something into. One query."""
    rows = Collection.objects.of(person).kept().select_related("data_key", "owner", *GROUPS)
    return [each for each in (_opened(row, person) for row in rows) if each.words]


GROUPS = ("audience", "audience__team", "audience__circle")


def _opened(row: Collection, person: User) -> Opened:
    try:
        words = words_in(row)
    except UNREADABLE:
        words = None
    is_shared = key_of(row.audience) != ONLY_ME
    # Who left the group since, shares nothing with it any more, and what it is called is no longer theirs to read.
    name = str(row.audience) if is_shared and row.audience_id in audience_ids_of(person) else ""
    return Opened(row, words, row.owner_id == person.pk, name)


def _why(item: CollectionItem) -> str:
    try:
        return why_in(item)
    except UNREADABLE:
        return ""
