"""What members of a group let that group read of one thing, laid together."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from people.models import User
from people.models.groups import Group
from people.queries import COLUMNS, kind_of
from reflection.models import Answer, ReadEvent, Release
from reflection.sources import fingerprint_of, source_of

KIND = "answer"


@dataclass(frozen=True)
class Released:
    """The words of one release, what was asked, and nothing of who wrote them."""

    release: Release
    text: str
    question: str


def released_to_group(viewer: User, *, about: str, group: Group) -> list[Released]:
    """What others released of their answers there, to this very group, in no order. Four queries, however many.

    It opens them to compare them; who shows one to somebody calls `note_shown` first, for its owner to see.
    """
    source = source_of(KIND)
    assert source is not None  # the room itself registers it
    column = COLUMNS[kind_of(group)]
    releases = list(
        Release.objects.visible_to(viewer)
        .filter(**{f"audience__{column}": group}, kind=KIND)
        .filter(row__in=Answer.objects.filter(about=about).values("pk"))
    )
    rows = {
        row.pk: row
        for row in source.there().filter(pk__in={release.row for release in releases}).select_related("data_key")
    }
    pieces = source.pieces(list(rows.values()), seen_by=AnonymousUser())
    found = []
    for release in releases:
        row, piece = rows.get(release.row), pieces.get(release.row)
        if row is None or piece is None or row.person_id != release.owner_id:
            continue
        if fingerprint_of(row, piece) != bytes(release.fingerprint):
            continue
        text = piece.words[release.start : release.end] if release.is_passage else piece.words
        if text.strip():
            found.append(Released(release, text, piece.question))
    return found


def note_shown(*, to: User, shown: Iterable[Released]) -> None:
    """Write down that somebody reads these, for their owners. Done before a word is sent. One query."""
    ReadEvent.objects.bulk_create(ReadEvent(release=each.release, reader=to) for each in shown)
