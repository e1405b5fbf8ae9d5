"""Everything that adds to, revises or deletes a person's logbook."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from people.leftovers import empty_write_ahead_log
from people.models import User
from reflection.actions.drafts import settle_draft
from reflection.anchors import Anchor
from reflection.drafts import LOGBOOK, Settled, change_of
from reflection.models import KEPT_AFTER_DELETING_DAYS, Draft, LogEntry, new_data_key
from reflection.passages import hang, pages_about


class EntryGoneError(Exception):
    """There is no such entry of this person, or it was deleted meanwhile."""


class EntryChangedError(Exception):
    """The entry has a newer version than the one that was revised. Nothing was stored."""


@dataclass(frozen=True)
class Words:
    """What an entry says: the set of prompts, the answers by question, the axes looked from."""

    prompts: str
    answers: Mapping[str, str]
    axes: Sequence[str] = ()


@dataclass(frozen=True)
class Passage:
    """The passage that an entry hangs on, as it is sealed. `placed`: it did stand there when it was picked."""

    anchor: Anchor
    placed: bool = False
    digests: list[str] = field(default_factory=list)


@transaction.atomic
def write_entry(
    *,
    by: User,
    words: Words,
    operation: uuid.UUID,
    about: str = "",
    passage: Anchor | None = None,
    settled: Settled | None = None,
) -> LogEntry:
    """Add an entry; a second call with the same operation gives the first one back.

    The draft that became it goes in the same transaction (`settled`).

    `about` that names nothing this person can see is dropped: what a browser sends is no proof. Makes the
    person's data key at first use.
    """
    already = LogEntry.objects.of(by).filter(operation=operation).first()
    if already is not None:
        return already
    pages = pages_about(about, by) if about else []
    hung = hang(passage, about, pages) if passage and pages else None
    kept = Passage(hung.anchor, True, hung.digests) if hung else Passage(passage) if passage else None
    title = (hung.page if hung else pages[0]).title if pages else ""
    entry = LogEntry(person=by, about=about if pages else "", operation=operation)
    entry.first = entry
    return _store(entry, words, kept, title, settled)


@transaction.atomic
def revise_entry(
    *,
    by: User,
    entry_id: uuid.UUID,
    version: int,
    words: Words,
    operation: uuid.UUID,
    settled: Settled | None = None,
) -> LogEntry:
    """Add a version to an entry; the passage and the page stay as they were. The draft goes as with `write_entry`.

    Raises EntryGoneError, or EntryChangedError where `version` is not the latest: nothing is ever overwritten.
    """
    already = LogEntry.objects.of(by).filter(operation=operation, first=entry_id).first()
    if already is not None:
        return already
    latest = LogEntry.objects.of(by).kept().filter(first=entry_id).order_by("-version").first()
    if latest is None:
        raise EntryGoneError
    if latest.version != version:
        raise EntryChangedError
    before = json.loads(latest.open())
    entry = LogEntry(
        person=by,
        first_id=entry_id,
        version=version + 1,
        about=latest.about,
        written_at=latest.written_at,
        operation=operation,
    )
    passage = before.get("passage")
    kept = Passage(Anchor(**passage), before.get("placed", False), latest.sentences) if passage else None
    try:
        with transaction.atomic():
            return _store(entry, words, kept, before.get("title", ""), settled)
    except IntegrityError as error:  # another tab was first
        raise EntryChangedError from error


def _store(entry: LogEntry, words: Words, passage: Passage | None, title: str, settled: Settled | None) -> LogEntry:
    sealed = {
        "answers": {key: text for key, text in words.answers.items() if text},
        "axes": list(words.axes),
        "title": title,
        "passage": asdict(passage.anchor) if passage else None,
        "placed": bool(passage and passage.placed),
    }
    entry.prompts = words.prompts
    entry.sentences = passage.digests if passage else []
    entry.seal(json.dumps(sealed), new_data_key(person=entry.person))
    entry.save(force_insert=True)
    if settled is not None:
        settle_draft(by=entry.person, about=LOGBOOK, settled=settled)
    return entry


def delete_entry(*, by: User, entry_id: uuid.UUID) -> bool:
    """Put an entry aside, all its versions; whether there was one. It can be put back for a week."""
    return bool(LogEntry.objects.of(by).kept().filter(first=entry_id).update(deleted_at=timezone.now()))


def restore_entry(*, by: User, entry_id: uuid.UUID) -> bool:
    """Put a deleted entry back; whether there was one."""
    return bool(LogEntry.objects.of(by).filter(first=entry_id, deleted_at__isnull=False).update(deleted_at=None))


def forget_entry(*, by: User, entry_id: uuid.UUID) -> bool:
    """Let go of a deleted entry for good, its sealed text included, and of what was being written to change it;
    whether there was one."""
    return bool(_forget(LogEntry.objects.of(by).filter(first=entry_id, deleted_at__isnull=False)))


def forget_deleted() -> int:
    """Let go of everything that was deleted longer ago than it can be put back. A chore; how many rows went."""
    before = timezone.now() - timedelta(days=KEPT_AFTER_DELETING_DAYS)
    return _forget(LogEntry.objects.filter(deleted_at__lt=before))


@transaction.atomic
def _forget(rows: QuerySet[LogEntry]) -> int:
    keys = [change_of(first).key for first in set(rows.values_list("first_id", flat=True))]
    if keys:
        Draft.objects.filter(about=LOGBOOK, key__in=keys).delete()
    count, _rows = rows.delete()
    if count:
        transaction.on_commit(empty_write_ahead_log)
    return count
