"""Bring the index up to date with the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import structlog
from django.db import transaction

from search.engines import engine
from search.engines.base import Delete, IndexMissing, Plan, Prepared
from search.facets import LANGUAGE
from search.models import DirtyDocument
from search.outbox import WORDS, mark_dirty
from search.preparing import fingerprint, prepare
from search.reading import book
from search.sources import all_sources, source_of
from search.tree import Sum, word

log = structlog.get_logger(__name__)

BATCH = 200
MOST_WORDS = 50
"""Of so many words at once the texts are looked up one by one; of more, everything is read anew."""


def drain() -> int:
    """Index what the outbox holds; the number of documents.

    Holds off other indexers meanwhile. A row is removed only after the commit of what it asked for, so a kill at
    any moment loses nothing. An index of another edition of the vocabulary or the analysis is rebuilt.
    """
    with engine().exclusive():
        if not _is_current():
            return _rebuild()
        done, overtaken = 0, set[str]()
        while True:
            if not _spread():
                return done + _rebuild()
            rows = list(DirtyDocument.objects.exclude(kind=WORDS).order_by("pk")[:BATCH])
            if not rows:
                break
            overtaken.update(engine().apply(list(_changes(rows))))
            DirtyDocument.objects.filter(pk__in=[row.pk for row in rows]).delete()
            done += len(rows)
        _mark_again(overtaken)
        return done


def catch_up() -> int:
    """Index what waits, whatever kept it waiting; the number of documents.

    An index that is gone, or of another edition, is made anew. Asks the engine one thing when nothing waits.
    """
    return drain() if DirtyDocument.objects.exists() or not _is_current() else 0


def rebuild() -> int:
    """Make a new index beside the one that serves, and switch; the number of documents."""
    with engine().exclusive():
        return _rebuild()


@dataclass(frozen=True)
class Difference:
    """What the index had wrong."""

    missing: tuple[str, ...]
    ghosts: tuple[str, ...]


def _mark_again(pks: Iterable[str]) -> None:
    """Rows may be committed in another order than they were numbered: what was overtaken gets a later number."""
    for pk in pks:
        kind, _, key = pk.partition(":")
        DirtyDocument.objects.create(kind=kind, key=key)


def reconcile() -> Difference:
    """Compare the index with the database, and mark what differs for indexing."""
    indexed = {pk for pk, _version in engine().versions()}
    wanted = {doc.pk for source in all_sources() for doc in source.docs()}
    found = Difference(tuple(sorted(wanted - indexed)), tuple(sorted(indexed - wanted)))
    for pk in (*found.missing, *found.ghosts):
        kind, _, key = pk.partition(":")
        mark_dirty(kind, key)
    return found


def _spread() -> bool:
    """Mark the texts that hold words of which the meaning changed, in the place of the words themselves.

    Once the words are gone from the outbox, their texts are in it: both in one transaction. Answers False, and does
    nothing, where so many words changed that a new index is less work.
    """
    rows = list(DirtyDocument.objects.filter(kind=WORDS).values_list("pk", "key"))
    if len(rows) > MOST_WORDS:
        return False
    if rows:
        holding = dict.fromkeys(pk for key in {key for _pk, key in rows} for pk in engine().holding(_texts_with(key)))
        with transaction.atomic():
            DirtyDocument.objects.bulk_create(
                DirtyDocument(kind=kind, key=key) for kind, _, key in (pk.partition(":") for pk in sorted(holding))
            )
            DirtyDocument.objects.filter(pk__in=[pk for pk, _key in rows]).delete()
    return True


def _texts_with(words: str) -> Plan:
    """Texts in the language of these words that have each of them somewhere; to hold the expression is to do so."""
    language, _, sequence = words.partition(":")
    keys = tuple(word(key) for key in sequence.split())
    return Plan(scored=Sum(keys, at_least=len(keys)), filters={LANGUAGE: (language,)})


def _is_current() -> bool:
    try:
        return engine().health().fingerprint == fingerprint(book())
    except IndexMissing:
        return False


def _rebuild() -> int:
    waiting = list(DirtyDocument.objects.order_by("pk").values_list("pk", flat=True))
    version = max(waiting, default=0)
    words = book()
    count = engine().build(
        (prepare(doc, version, words) for source in all_sources() for doc in source.docs()), fingerprint(words)
    )
    # By number, never "up to": a row with a lower number may have been committed while this ran.
    for start in range(0, len(waiting), BATCH):
        DirtyDocument.objects.filter(pk__in=waiting[start : start + BATCH]).delete()
    log.info("search.rebuilt", documents=count)
    return count


def _changes(rows: list[DirtyDocument]) -> Iterator[Prepared | Delete]:
    """The state of now of everything these rows name; what is gone or hidden is deleted."""
    words = book()
    versions: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        versions[row.kind][row.key] = row.pk
    for kind, keys in versions.items():
        source = source_of(kind)
        docs = {doc.key: doc for doc in source.docs(keys)} if source is not None else {}
        for key, version in keys.items():
            doc = docs.get(key)
            yield Delete(f"{kind}:{key}", version) if doc is None else prepare(doc, version, words)
