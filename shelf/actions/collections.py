"""Making a collection, putting things in it with a line why, their order, and taking it all away again."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from people.leftovers import empty_write_ahead_log
from people.models import Audience, User
from people.models.audience import of_owner
from reflection.actions.drafts import settle_draft
from reflection.drafts import Settled
from reflection.models import Draft, new_data_key
from search.things import things
from shelf.collecting import Words, put_why, put_words
from shelf.models import DAYS_TO_PUT_BACK, Collection, CollectionItem
from shelf.places import COLLECTION, change_of
from shelf.rules import check_collection_version, check_make_collection, check_put

UP, DOWN = "omhoog", "omlaag"


@transaction.atomic
def make_collection(
    *,
    by: User,
    words: Words,
    audience: Audience | None = None,
    operation: uuid.UUID | None = None,
    settled: Settled | None = None,
) -> Collection:
    """A new collection, for its maker alone unless it says otherwise. Raises ShelfFull.

    `operation` is the id of the form that asks it: one form sent twice makes one collection. Makes the person's data
    key at first use. `settled` is the draft that it takes the place of.
    """
    if settled is not None:
        settle_draft(by=by, about=COLLECTION, settled=settled)
    taken = Collection.objects.filter(pk=operation).first() if operation else None
    if taken is not None and taken.owner_id == by.pk:
        return taken
    check_make_collection(Collection.objects.of(by).kept().count())
    row = Collection(owner=by, audience=audience or of_owner(by))
    if operation is not None and taken is None:
        row.pk = operation
    put_words(row, words, new_data_key(person=by))
    row.save(force_insert=True)
    return row


@transaction.atomic
def change_collection(
    *,
    by: User,
    collection_id: uuid.UUID,
    version: int,
    words: Words,
    audience: Audience,
    settled: Settled | None = None,
) -> Collection:
    """Another title or text, or for others. Raises Collection.DoesNotExist, or Stale where another version stands."""
    row = _locked(by, collection_id)
    check_collection_version(row, version)
    if settled is not None:
        settle_draft(by=by, about=COLLECTION, settled=settled)
    put_words(row, words, new_data_key(person=by))
    row.audience, row.version, row.changed_at = audience, row.version + 1, timezone.now()
    row.save(update_fields=["sealed", "data_key", "audience", "version", "changed_at"])
    return row


@transaction.atomic
def put_in(*, by: User, collection_id: uuid.UUID, thing: str, why: str = "") -> CollectionItem:
    """Put something at the end, with a line why. What is there already stays where it is, with the new line if there is one.

    What is put in is asked of the database: raises NotVisible for what this person may not see now, ShelfFull, or
    Collection.DoesNotExist.
    """
    row, key = _locked(by, collection_id), new_data_key(person=by)
    seen = things([thing], by).get(thing)
    item: CollectionItem | None = row.items.filter(thing=thing).first()
    held = row.items.filter(removed_at=None).count()
    check_put(seen, held if item is None or item.removed_at else 0)
    if item is None:
        last = row.items.aggregate(last=Max("place"))["last"] or 0
        item = CollectionItem(collection=row, thing=thing, place=last + 1)
        put_why(item, why, key)
    else:
        item.removed_at = None
        if why:
            put_why(item, why, key)
            item.version += 1
    item.save()
    _touched(row)
    return item


@transaction.atomic
def say_why(*, by: User, item_id: uuid.UUID, version: int, why: str) -> CollectionItem:
    """Another line why. Raises CollectionItem.DoesNotExist, or Stale where another version stands."""
    item = _item(by, item_id)
    check_collection_version(item, version)
    put_why(item, why, new_data_key(person=by))
    item.version += 1
    item.save(update_fields=["sealed", "data_key", "version"])
    _touched(item.collection)
    return item


@transaction.atomic
def move(*, by: User, item_id: uuid.UUID, way: str) -> CollectionItem:
    """One place up or down; the first stays first. Raises CollectionItem.DoesNotExist."""
    item = _item(by, item_id)
    row = _locked(by, item.collection_id)
    order = list(row.items.filter(removed_at=None))
    at = next(number for number, each in enumerate(order) if each.pk == item.pk)
    to = max(0, at - 1) if way == UP else min(len(order) - 1, at + 1)
    order.insert(to, order.pop(at))
    for place, each in enumerate(order, start=1):
        CollectionItem.objects.filter(pk=each.pk).update(place=place)
    _touched(row)
    return item


@transaction.atomic
def take_out(*, by: User, item_id: uuid.UUID) -> CollectionItem:
    """Take it out; it can be put back for a week. Raises CollectionItem.DoesNotExist."""
    item = _item(by, item_id)
    item.removed_at = timezone.now()
    item.save(update_fields=["removed_at"])
    _touched(item.collection)
    return item


@transaction.atomic
def put_back(*, by: User, item_id: uuid.UUID) -> CollectionItem:
    """Put back what was taken out, where it stood. Raises CollectionItem.DoesNotExist."""
    item: CollectionItem = _items(by).exclude(removed_at=None).get(pk=item_id)
    item.removed_at = None
    item.save(update_fields=["removed_at"])
    _touched(item.collection)
    return item


def delete_collection(*, by: User, collection_id: uuid.UUID) -> bool:
    """Put it aside, for everybody who could see it; whether there was one. It can be put back for a week."""
    kept = Collection.objects.of(by).kept().filter(pk=collection_id)
    return bool(kept.update(deleted_at=timezone.now()))


def restore_collection(*, by: User, collection_id: uuid.UUID) -> bool:
    """Put it back, for its owner alone at first: others see it again when the owner says so; whether there was one."""
    deleted = Collection.objects.of(by).filter(pk=collection_id).exclude(deleted_at=None)
    return bool(deleted.update(deleted_at=None, audience=of_owner(by)))


def forget_collection(*, by: User, collection_id: uuid.UUID) -> bool:
    """Let go of a deleted collection for good; whether there was one."""
    return bool(_forget(Collection.objects.of(by).filter(pk=collection_id, deleted_at__isnull=False)))


def forget_deleted() -> int:
    """Let go of what was deleted or taken out longer ago than it can be put back. A chore; how many rows went."""
    before = timezone.now() - timedelta(days=DAYS_TO_PUT_BACK)
    return _forget(Collection.objects.filter(deleted_at__lt=before)) + _forget(
        CollectionItem.objects.filter(removed_at__lt=before)
    )


@transaction.atomic
def _forget(rows: "QuerySet[Any]") -> int:
    if rows.model is Collection:
        keys = [change_of(pk).key for pk in rows.values_list("pk", flat=True)]
        Draft.objects.filter(about=COLLECTION, key__in=keys).delete()
    count, _rows = rows.delete()
    if count:
        transaction.on_commit(empty_write_ahead_log)
    return int(count)


def _locked(person: User, collection_id: uuid.UUID) -> Collection:
    row: Collection = Collection.objects.of(person).kept().select_for_update().get(pk=collection_id)
    return row


def _items(person: User) -> "QuerySet[CollectionItem]":
    return CollectionItem.objects.select_related("collection").filter(
        collection__owner=person, collection__deleted_at=None
    )


def _item(person: User, item_id: uuid.UUID) -> CollectionItem:
    return _items(person).filter(removed_at=None).get(pk=item_id)


def _touched(row: Collection) -> None:
    Collection.objects.filter(pk=row.pk).update(changed_at=timezone.now())
