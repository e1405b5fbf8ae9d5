"""What people wrote for themselves: how it opens for their own export, and that its key goes first."""

import json
from typing import Any

from people.erasing import Traces, register_keys, register_within
from people.exporting import register_opener
from people.models import Audience, AudienceKind, User
from reflection.encryption import DecryptionError
from reflection.guarded import pictures
from reflection.models import DataKey, Release, SealedText


def destroy_key(person: User, _traces: Traces) -> None:
    """From here on nothing this person wrote opens again, in a backup without the key neither."""
    DataKey.objects.filter(person=person).delete()


def take_pictures_away(person: User, _traces: Traces) -> None:
    """A picture of a group is whole or gone."""
    pictures.forget(person=person)


def end_releases(person: User, _traces: Traces) -> None:
    """What they let others read, and the lists of who those were."""
    releases = Release.objects.filter(owner=person)
    chosen = list(releases.filter(audience__kind=AudienceKind.PEOPLE).values_list("audience", flat=True))
    releases.delete()
    Audience.objects.filter(pk__in=chosen, kind=AudienceKind.PEOPLE).delete()


def open_row(row: SealedText) -> dict[str, Any] | None:
    """What stands in a sealed row, for the one who wrote it; None where its key is gone or does not fit."""
    try:
        text = row.open()
    except DecryptionError:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        return {"text": text}
    return {"content": content} if isinstance(content, dict) else {"text": text}


def register() -> None:
    """Called when the apps are ready."""
    register_keys(destroy_key)
    register_within(take_pictures_away)
    register_within(end_releases)
    register_opener(SealedText, open_row)
