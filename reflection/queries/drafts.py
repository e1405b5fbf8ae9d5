"""What somebody is still writing; for that person only."""

import json
import uuid
from dataclasses import dataclass

from people.kept_queries import KeptQuery
from people.models import User
from reflection.drafts import LOGBOOK, NEW_ENTRY, Kept, Place
from reflection.models import Draft, LogEntry
from reflection.prompts import QUESTIONS

MOST_UNFINISHED = 20


def draft_at(person: User, place: Place) -> Kept | None:
    """The draft of this person at this place. One query. Raises DecryptionError where its key does not fit."""
    found = _AT.ask(person.pk, place.about, place.key)
    return opened(found[0] if found else None)


_AT = KeptQuery(
    lambda person, _now, about, key: (
        Draft.objects.filter(person=person, about=about, key=key).select_related("data_key").order_by("pk")[:1]
    )
)


def opened(draft: Draft | None) -> Kept | None:
    """What stands in this row; None where there is no row, or its key was erased."""
    if draft is None or draft.data_key_id is None:
        return None
    return Kept(json.loads(draft.open()), draft.version, draft.updated_at, draft.page)


@dataclass(frozen=True)
class Unfinished:
    """A new entry that was not stored yet: where it was begun, and its first words."""

    about: str
    opening: str
    kept: Kept


def unfinished_entries(person: User) -> list[Unfinished]:
    """The new entries this person is still writing, latest first; without those that say nothing. One query."""
    rows = Draft.objects.of(person).filter(about=LOGBOOK, key__startswith=NEW_ENTRY)
    found = []
    for row in rows.select_related("data_key").order_by("-updated_at")[:MOST_UNFINISHED]:
        kept = opened(row)
        said = [text for key in QUESTIONS for text in kept.fields.get(f"v_{key}", ()) if text.strip()] if kept else []
        if kept and (said or any(kept.fields.get("citaat", ()))):
            found.append(Unfinished(row.key.removeprefix(NEW_ENTRY), (said or kept.fields["citaat"])[0], kept))
    return found


def last_stored(person: User) -> list[uuid.UUID]:
    """The opened pages whose words became entries lately, whatever was done with those since. One query."""
    return list(LogEntry.objects.of(person).order_by("-created_at").values_list("operation", flat=True)[:10])
