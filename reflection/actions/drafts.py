"""Everything that changes a draft."""

import json
import uuid
from datetime import datetime

from django.db import IntegrityError
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from people.kept_queries import KeptQuery
from people.models import User
from reflection.drafts import Fields, Kept, Place, Settled, StaleDraftError
from reflection.models import DataKey, Draft, new_data_key
from reflection.queries.drafts import opened


def keep_draft(*, by: User, place: Place, fields: Fields, seen: int, page: uuid.UUID) -> Kept:
    """Put these fields in the place of the draft that the writer saw; `seen` is 0 where they saw none.

    The same fields again change nothing, so that an answer which got lost may be asked for once more. Raises
    StaleDraftError where another version stands. Two statements and no transaction: the second one is a
    compare-and-swap. The person's data key is made at first use.
    """
    data_key, draft = _standing(by, place)
    standing = opened(draft)
    if standing is not None and standing.fields == dict(fields):
        return standing
    if draft is not None and draft.data_key_id is None:
        draft.version = seen  # what stands there cannot be read by anybody any more
    if (draft.version if draft else 0) != seen:
        raise StaleDraftError(standing)
    row = draft or Draft(person=by, about=place.about, key=place.key, version=0)
    row.seal(json.dumps(dict(fields)), data_key)
    row.version, row.page, row.revision, row.updated_at = seen + 1, page, place.revision, timezone.now()
    if not _swap(row, new=draft is None, seen=seen):
        raise StaleDraftError(opened(_standing(by, place)[1]))
    return Kept(dict(fields), row.version, row.updated_at, page)


def drop_draft(*, by: User, place: Place) -> None:
    """Throw the draft at this place away, whatever version stands there."""
    Draft.objects.of(by).filter(about=place.about, key=place.key).delete()


def settle_draft(*, by: User, about: str, settled: Settled) -> None:
    """Take the draft away because it became an answer; one that changed since, on another page, stays."""
    same = Q(version=settled.version) | Q(page=settled.page)
    Draft.objects.of(by).filter(same, about=about, key=settled.key).delete()


def _swap(row: Draft, *, new: bool, seen: int) -> bool:
    """Whether the row went in: as the first one, or over the version that was seen."""
    if new:
        try:
            row.save(force_insert=True)
        except IntegrityError:
            return False
        return True
    values = {name: getattr(row, name) for name in ("sealed", "version", "page", "revision", "updated_at", "data_key")}
    standing: QuerySet[Draft] = Draft.objects.filter(Q(version=seen) | Q(data_key=None), pk=row.pk)
    return bool(standing.update(**values))


def _standing(by: User, place: Place) -> tuple[DataKey, Draft | None]:
    """The person's key and the draft that stands at this place, in one query."""
    data_key: DataKey | None = next(iter(_STANDING.ask(by.pk, place.about, place.key)), None)
    if data_key is None:
        return new_data_key(person=by), Draft.objects.of(by).filter(about=place.about, key=place.key).first()
    found = {name: getattr(data_key, f"draft_{name}") for name in _COLUMNS}
    if found["id"] is None:
        return data_key, None
    # A person has one key: a draft that has one at all, has theirs.
    found["data_key_id"] = data_key.pk if found["data_key_id"] else None
    draft = Draft(**found, person=by, about=place.about, key=place.key)
    if draft.data_key_id:
        draft.data_key = data_key
    return data_key, draft


_COLUMNS = ("id", "sealed", "version", "page", "updated_at", "data_key_id")


def _key_and_draft(person: int, _now: datetime, about: str, key: str) -> QuerySet[DataKey]:
    here = Draft.objects.filter(person=OuterRef("person"), about=about, key=key)
    values = {f"draft_{name}": Subquery(here.values(name)[:1]) for name in _COLUMNS}
    return DataKey.objects.filter(person=person).annotate(**values)


_STANDING = KeptQuery(_key_and_draft)
