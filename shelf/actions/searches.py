"""Saving a question, changing, pausing and deleting it; looking again, and what happens to what is new."""

import uuid
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.leftovers import empty_write_ahead_log
from people.models import User
from reflection.models import new_data_key
from search.asking import Asked
from search.following import found_by
from search.troubles import ENGINE_TROUBLE
from shelf.enums import Untold
from shelf.models import DAYS_TO_PUT_BACK, NoSearchMail, SavedSearch
from shelf.queries.searches import same_question
from shelf.questions import LONGEST_NAME, Saved, address_in, read, write
from shelf.rules import check_save, check_version

log = structlog.get_logger(__name__)


@transaction.atomic
def save_search(*, by: User, asked: Asked, language: str, name: str) -> tuple[SavedSearch, bool]:
    """Keep this question; and whether it is new: the same one saved twice is there once, and a deleted one comes back.

    Remembers nothing yet of what it finds: `look_again` does, and until then nothing in it is new. Makes the person's
    data key at first use. Raises NothingToSave or ShelfFull.
    """
    already = same_question(by, asked, language)
    if already is not None:
        SavedSearch.objects.filter(pk=already.pk).update(deleted_at=None)
        return already, already.deleted_at is not None
    check_save(asked, SavedSearch.objects.of(by).kept().count())
    row = SavedSearch(person=by, language=language)
    write(row, Saved(name[:LONGEST_NAME], address_in(asked)), new_data_key(person=by))
    row.save(force_insert=True)
    return row, True


def look_again(*, row: SavedSearch) -> bool:
    """Ask a question again as the person it belongs to, now; whether it found anything new.

    Sees exactly what that person may see at this moment. The first time there is nothing to compare with, and nothing
    is new. The asking itself locks nothing; its answer goes into whatever stands in the row by then. Raises
    ENGINE_TROUBLE and DecryptionError, and changes nothing then.
    """
    found = found_by(read(row).asked, row.person, row.language)
    with transaction.atomic():
        standing = (
            SavedSearch.objects.kept()
            .select_for_update(of=("self",))
            .select_related("data_key")
            .filter(pk=row.pk)
            .first()
        )
        if standing is None or standing.data_key is None:
            return False
        is_first = standing.asked_at is None
        saved, is_news = read(standing).after(found)
        if is_first:
            saved, is_news = saved.looked_at(), False
        if is_news and standing.untold != Untold.FIRST:
            standing.untold = Untold.FIRST if standing.is_empty else Untold.MORE
        standing.is_empty = not saved.known
        standing.asked_at = timezone.now()
        write(standing, saved, standing.data_key)
        standing.save(update_fields=["sealed", "untold", "is_empty", "asked_at"])
    return is_news


def look_at_first(*, row: SavedSearch) -> None:
    """Remember what a question finds now. Where search is away, the next round does."""
    try:
        look_again(row=row)
    except ENGINE_TROUBLE as trouble:
        log.warning("shelf.not_asked", reason=type(trouble).__name__)


@transaction.atomic
def rename_search(*, by: User, search_id: uuid.UUID, version: int, name: str) -> SavedSearch:
    """Give it another name. Raises SavedSearch.DoesNotExist, or Stale where another version stands."""
    row = _locked(by, search_id)
    check_version(row, version)
    saved = read(row)
    row.version += 1
    write(row, Saved(name[:LONGEST_NAME], saved.address, saved.known, saved.news), new_data_key(person=by))
    row.save(update_fields=["sealed", "version", "data_key"])
    return row


@transaction.atomic
def mark_seen(*, by: User, search_id: uuid.UUID) -> None:
    """Its person looked at what is new; no mail tells of it any more. Raises SavedSearch.DoesNotExist."""
    row = _locked(by, search_id)
    write(row, read(row).looked_at(), new_data_key(person=by))
    row.untold = Untold.NOTHING
    row.save(update_fields=["sealed", "untold", "data_key"])


def pause_search(*, by: User, search_id: uuid.UUID, is_paused: bool) -> bool:
    """Ask it no more by itself, or again; whether there is such a question. What waits to be mailed, is not."""
    kept = SavedSearch.objects.of(by).kept().filter(pk=search_id)
    return bool(kept.update(is_paused=is_paused, untold=Untold.NOTHING))


def delete_search(*, by: User, search_id: uuid.UUID) -> bool:
    """Put it aside; whether there was one. It can be put back for a week."""
    kept = SavedSearch.objects.of(by).kept().filter(pk=search_id)
    return bool(kept.update(deleted_at=timezone.now(), untold=Untold.NOTHING))


def restore_search(*, by: User, search_id: uuid.UUID) -> bool:
    """Put it back; whether there was one."""
    return bool(SavedSearch.objects.of(by).filter(pk=search_id).exclude(deleted_at=None).update(deleted_at=None))


def forget_search(*, by: User, search_id: uuid.UUID) -> bool:
    """Let go of a deleted question for good; whether there was one."""
    return bool(_forget(SavedSearch.objects.of(by).filter(pk=search_id, deleted_at__isnull=False)))


def forget_deleted() -> int:
    """Let go of what was deleted longer ago than it can be put back. A chore; how many went."""
    before = timezone.now() - timedelta(days=DAYS_TO_PUT_BACK)
    return _forget(SavedSearch.objects.filter(deleted_at__lt=before))


@transaction.atomic
def stop_mail(*, by: User) -> None:
    """No mail about what they saved any more, until they ask for it again."""
    NoSearchMail.objects.get_or_create(person=by)


@transaction.atomic
def want_mail(*, by: User) -> None:
    """A mail when something is new, again. What became new meanwhile stands on the page, and is not mailed."""
    SavedSearch.objects.of(by).update(untold=Untold.NOTHING)
    NoSearchMail.objects.filter(person=by).delete()


@transaction.atomic
def _forget(rows: "QuerySet[SavedSearch]") -> int:
    count, _rows = rows.delete()
    if count:
        transaction.on_commit(empty_write_ahead_log)
    return int(count)


def _locked(person: User, search_id: uuid.UUID) -> SavedSearch:
    row: SavedSearch = (
        SavedSearch.objects.of(person)
        .kept()
        .select_for_update(of=("self",))
        .select_related("data_key")
        .get(pk=search_id)
    )
    return row
